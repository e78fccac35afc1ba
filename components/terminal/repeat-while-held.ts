/** As keyboards do: a pause, so that a tap is one key, and then quickly. */
export const REPEAT_AFTER_MS = 400
export const REPEAT_EVERY_MS = 60

/** Presses at once, and again and again until it is called off. */
export function repeatWhileHeld(press: () => void): () => void {
  press()
  let timer = setTimeout(again, REPEAT_AFTER_MS)
  function again() {
    press()
    timer = setTimeout(again, REPEAT_EVERY_MS)
  }
  return () => clearTimeout(timer)
}
