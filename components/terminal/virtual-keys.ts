/** Keys that the on-screen keyboards of phones and tablets lack. */
export type VirtualKey =
  'escape' | 'tab' | 'up' | 'down' | 'left' | 'right' | 'interrupt' | '|' | '/' | '-' | '~'

export interface Modifiers {
  ctrl: boolean
  alt: boolean
}

const ESC = '\x1b'
const ARROWS = { up: 'A', down: 'B', right: 'C', left: 'D' } as const

/** What a terminal sends for a key. https://invisible-island.net/xterm/ctlseqs/ctlseqs.html, "PC-Style Function Keys" */
export function encodeVirtualKey(
  key: VirtualKey,
  { ctrl, alt, isApplicationCursor }: Modifiers & { isApplicationCursor: boolean },
): string {
  switch (key) {
    case 'up':
    case 'down':
    case 'left':
    case 'right': {
      const modifier = 1 + (alt ? 2 : 0) + (ctrl ? 4 : 0)
      if (modifier > 1) return `${ESC}[1;${modifier}${ARROWS[key]}`
      return `${ESC}${isApplicationCursor ? 'O' : '['}${ARROWS[key]}`
    }
    case 'escape':
      return alt ? ESC + ESC : ESC
    case 'tab':
      return alt ? `${ESC}\t` : '\t'
    case 'interrupt':
      return '\x03'
    case '|':
    case '/':
    case '-':
    case '~':
      return modifyText(key, { ctrl, alt })
  }
}

/**
 * One typed character with Ctrl or Alt held. More than one is a paste or a whole word, and what begins with Escape a
 * key of its own or the terminal's answer to a program: no modifier was meant for these.
 */
export function modifyText(text: string, { ctrl, alt }: Modifiers): string {
  const changed = ctrl ? controlCharacter(text) : text
  return alt ? ESC + changed : changed
}

export function canBeModified(text: string): boolean {
  return [...text].length === 1 && text !== ESC
}

/** As xterm does: letters, and the few others that have a control character. */
function controlCharacter(text: string): string {
  const code = text.toUpperCase().charCodeAt(0)
  if (text === ' ' || text === '2') return '\0'
  if (text === '/' || text === '-') return '\x1f'
  if (text === '?') return '\x7f'
  if (text === '~') return '\x1e'
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : text
}
