import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MINIMUM_CONTRAST, PALETTES, type Palette } from './terminal-palettes.ts'

const HUES = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'] as const satisfies (keyof Palette)[]
/** In OKLab, where 0.02 is the least that a trained eye sees side by side. */
const CLEARLY_APART = 0.08
/** Machado, Oliveira and Fernandes (2009), severity 1, for linear sRGB. */
const WITHOUT_RECEPTOR = {
  red: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  green: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
} as const

type Triple = [number, number, number]

function linear(colour: string): Triple {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return [red!, green!, blue!]
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [darker, lighter] = [one, other]
    .map(linear)
    .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue)
    .sort((a, b) => a - b)
  return (lighter! + 0.05) / (darker! + 0.05)
}

function times(matrix: readonly (readonly [number, number, number])[], [x, y, z]: Triple): Triple {
  const [a, b, c] = matrix.map(([p, q, r]) => p * x + q * y + r * z)
  return [a!, b!, c!]
}

function clamp(triple: Triple): Triple {
  const [a, b, c] = triple.map((value) => Math.min(1, Math.max(0, value)))
  return [a!, b!, c!]
}

/** https://bottosson.github.io/posts/oklab/ */
function oklab(rgb: Triple): Triple {
  const [long, medium, short] = times(
    [
      [0.4122214708, 0.5363325363, 0.0514459929],
      [0.2119034982, 0.6806995451, 0.1073969566],
      [0.0883024619, 0.2817188376, 0.6299787005],
    ],
    rgb,
  ).map(Math.cbrt)
  return times(
    [
      [0.2104542553, 0.793617785, -0.0040720468],
      [1.9779984951, -2.428592205, 0.4505937099],
      [0.0259040371, 0.7827717662, -0.808675766],
    ],
    [long!, medium!, short!],
  )
}

function distance(one: Triple, other: Triple): number {
  return Math.hypot(...one.map((value, index) => value - other[index]!))
}

describe.each(Object.entries<Palette>(PALETTES))('palette %s', (name, palette) => {
  const ground = name.endsWith('light') ? (['white', 'brightWhite'] as const) : (['black'] as const)
  const texts = ['foreground', 'black', ...HUES, 'white', 'brightBlack', 'brightWhite'] as const

  it.each(texts.filter((colour) => !(ground as readonly string[]).includes(colour)))(
    'has a contrast of 7:1 for %s',
    (colour) => {
      expect(contrast(palette[colour], palette.background)).toBeGreaterThanOrEqual(MINIMUM_CONTRAST)
    },
  )

  it('shows the cursor, and text on a selection and on matches', () => {
    expect(contrast(palette.cursor, palette.background)).toBeGreaterThanOrEqual(4.5)
    for (const colour of ['selection', 'match'] as const)
      expect(contrast(palette.foreground, palette[colour])).toBeGreaterThanOrEqual(MINIMUM_CONTRAST)
    expect(contrast(palette.foreground, palette.activeMatch)).toBeGreaterThanOrEqual(4.5)
  })
})

describe.each(['colour-blind-light', 'colour-blind-dark'] as const)('palette %s', (name) => {
  it.each(['red', 'green'] as const)('keeps its colours apart without %s receptors', (receptor) => {
    const seen = HUES.map((hue) =>
      oklab(clamp(times(WITHOUT_RECEPTOR[receptor], linear(PALETTES[name][hue])))),
    )
    const distances = seen.flatMap((one, index) => seen.slice(index + 1).map((other) => distance(one, other)))
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(CLEARLY_APART)
  })
})

it('has the backgrounds that the page paints before the terminal is there', () => {
  const styles = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')
  const painted = [...styles.matchAll(/--term-background: (#\w+)/g)].map(([, colour]) => colour)
  expect(painted).toEqual([PALETTES.light.background, PALETTES.dark.background])
})
