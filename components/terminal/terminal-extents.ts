import type { Terminal } from '@xterm/xterm'
import type { Extent } from './shown-font-size.ts'

/** How large a terminal is in the page, in CSS pixels. */

/** What all cells take; xterm writes it here whenever it has measured its letters. */
function contentOf(terminal: Terminal): Extent {
  const { width, height } = terminal.element!.querySelector<HTMLElement>('.xterm-screen')!.style
  return { width: Number.parseFloat(width), height: Number.parseFloat(height) }
}

export function cellOf(terminal: Terminal): Extent {
  const { width, height } = contentOf(terminal)
  return { width: width / terminal.cols, height: height / terminal.rows }
}

/** Margins, and the scroll bar with its marks. */
function frameOf(terminal: Terminal): Extent {
  const style = getComputedStyle(terminal.element!)
  return {
    width:
      Number.parseFloat(style.paddingLeft) +
      Number.parseFloat(style.paddingRight) +
      (terminal.options.overviewRuler?.width ?? 0),
    height: Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom),
  }
}

/** What there is for cells. */
export function placeOf(element: HTMLElement, terminal: Terminal): Extent {
  const { width, height } = frameOf(terminal)
  return { width: element.offsetWidth - width, height: element.offsetHeight - height }
}

export function isTooLarge(terminal: Terminal, place: Extent): boolean {
  const content = contentOf(terminal)
  return content.width > place.width || content.height > place.height
}

/** xterm cuts off what lies beside its own element, so that it has to be as large as all of it for a scroll bar around it. */
export function stretch(terminal: Terminal, place: Extent | null): void {
  const { style } = terminal.element!
  const content = contentOf(terminal)
  const frame = frameOf(terminal)
  style.width = place && content.width > place.width ? `${content.width + frame.width}px` : ''
  style.height = place && content.height > place.height ? `${content.height + frame.height}px` : ''
}
