/**
 * Foreground, and the colours that programs use for text, have a contrast of at least 7:1 to the background
 * (terminal-palettes.test.ts measures it). Black on dark, white on light are kept as grounds for other colours; where
 * a program writes with them, xterm lifts the text to MINIMUM_CONTRAST.
 */
export interface Palette {
  background: string
  foreground: string
  cursor: string
  selection: string
  /** Grounds of what a search has found, and of the match it stands on. */
  match: string
  activeMatch: string
  black: string
  red: string
  green: string
  yellow: string
  blue: string
  magenta: string
  cyan: string
  white: string
  brightBlack: string
  brightWhite: string
}

/** WCAG 2.2, 1.4.6 (AAA). */
export const MINIMUM_CONTRAST = 7

/** `background` is also `--term-background` in app/globals.css: the page paints it before xterm is there. */
const light: Palette = {
  background: '#fbfcfc',
  foreground: '#13212a',
  cursor: '#0b6a6a',
  selection: '#bfe0dd',
  match: '#f6e3a1',
  activeMatch: '#ffc24d',
  black: '#13212a',
  red: '#a3261d',
  green: '#2f6200',
  yellow: '#7a4b00',
  blue: '#0b4f91',
  magenta: '#8a2a7a',
  cyan: '#075c66',
  white: '#d2dbdc',
  brightBlack: '#47565d',
  brightWhite: '#ffffff',
}

const dark: Palette = {
  background: '#0a1216',
  foreground: '#dde7ea',
  cursor: '#5fcfc3',
  selection: '#1f4a4a',
  match: '#4a3d10',
  activeMatch: '#7a4b00',
  black: '#3c4c54',
  red: '#ff9f94',
  green: '#a5d46a',
  yellow: '#f0bd62',
  blue: '#86bdf5',
  magenta: '#e3a3da',
  cyan: '#6fd6e0',
  white: '#dde7ea',
  brightBlack: '#8fa2aa',
  brightWhite: '#ffffff',
}

/**
 * Found by a search for six colours that stay apart for people without red or without green receptors: red leans to
 * orange and green to blue, and neighbours differ in lightness too.
 */
export const PALETTES = {
  light,
  dark,
  'colour-blind-light': {
    ...light,
    red: '#7a4306',
    green: '#205f4e',
    yellow: '#373500',
    blue: '#182974',
    magenta: '#83289f',
    cyan: '#054a5e',
  },
  'colour-blind-dark': {
    ...dark,
    red: '#eb881f',
    green: '#a2d090',
    yellow: '#f5e050',
    blue: '#75a4f6',
    magenta: '#d58aab',
    cyan: '#74cff2',
  },
} as const satisfies Record<string, Palette>

export type PaletteName = keyof typeof PALETTES
