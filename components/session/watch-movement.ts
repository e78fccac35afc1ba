/** What a person does on a page, reading included. Programs do not make these. */
const MOVEMENTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove'] as const

/** Calls for each movement until disposed of. */
export function watchMovement(target: Window, onMoved: () => void): { dispose(): void } {
  const options = { passive: true, capture: true }
  for (const type of MOVEMENTS) target.addEventListener(type, onMoved, options)
  return {
    dispose() {
      for (const type of MOVEMENTS) target.removeEventListener(type, onMoved, options)
    },
  }
}
