/** Says things to a screen reader, after what it is saying. */
export interface LiveRegion {
  say(text: string): void
  dispose(): void
}

/** A region must be in the page before it changes, so one is made for as long as the terminal is there. */
export function openLiveRegion(parent: HTMLElement): LiveRegion {
  const element = document.createElement('div')
  element.setAttribute('role', 'status')
  element.className = 'sr-only'
  parent.append(element)
  return {
    // The same words once more are no change, and would not be said.
    say: (text) => (element.textContent = element.textContent === text ? `${text}\u00a0` : text),
    dispose: () => element.remove(),
  }
}
