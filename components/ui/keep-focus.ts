/** Entries of lists: what comes next is more of the same. */
const ENTRIES = 'li, article'
const REGIONS = 'section, [role=region], main'
const CONTROLS = 'button:not([disabled]), a[href], input, select, textarea, [tabindex="0"]'

/**
 * As the `ref` of an element: when a control in it goes away that had the keyboard, such as a button that has been pressed
 * and is of no more use, the keyboard goes to the next entry of its list, or else to the heading of its region. Without
 * it the browser begins at the page's top again, and who listens hears nothing.
 */
export function keepFocus(root: HTMLElement | null): (() => void) | undefined {
  if (!root) return undefined
  let last: Element | null = null
  const remember = ({ target }: FocusEvent): void => {
    last = target instanceof Element ? target : null
  }
  const forget = (): void => {
    // The person has gone elsewhere, unless it is only being taken away.
    queueMicrotask(() => {
      if (last?.isConnected && document.activeElement !== last) last = null
    })
  }
  const observer = new MutationObserver((records) => {
    if (!last || last.isConnected) return
    const gone = last
    last = null
    const isLost = document.activeElement === null || document.activeElement === document.body
    const record = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)))
    if (isLost && record) placeNear(record)?.focus()
  })
  observer.observe(root, { childList: true, subtree: true })
  root.addEventListener('focusin', remember)
  root.addEventListener('focusout', forget)
  return () => {
    observer.disconnect()
    root.removeEventListener('focusin', remember)
    root.removeEventListener('focusout', forget)
  }
}

/** Null: all of it has gone. */
function placeNear({ target, previousSibling, nextSibling }: MutationRecord): HTMLElement | null {
  for (const sibling of [nextSibling, previousSibling]) {
    if (!(sibling instanceof HTMLElement) || !sibling.isConnected) continue
    if (sibling.matches(ENTRIES)) return sibling.querySelector<HTMLElement>(CONTROLS) ?? headingOf(sibling)
    if (sibling.matches(REGIONS)) return headingOf(sibling)
  }
  const parent = target instanceof Element && target.isConnected ? target : null
  const region = parent?.closest<HTMLElement>(REGIONS) ?? null
  return region && headingOf(region)
}

/** Of a region; itself when it has none. It can be reached by a script from then on, and by no key. */
function headingOf(region: HTMLElement): HTMLElement {
  // The first heading of a whole page would be somebody else's.
  const heading = region.tagName === 'MAIN' ? null : region.querySelector<HTMLElement>('h1, h2, h3')
  const place = heading ?? region
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1
  return place
}
