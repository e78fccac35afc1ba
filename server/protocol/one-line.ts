import { z } from 'zod'

/** A name or a title: one line, without controls and without what turns the direction of text around. */
export function oneLine(maxCharacters: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxCharacters)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'contains characters that cannot be shown')
}
