import { z } from 'zod'

export const MAX_NAME_CHARACTERS = 40
/** Of marks above and below one letter. Writing systems need fewer; more of them cover the lines beside. */
const MAX_STACKED_MARKS = 5

/** Controls, what turns the direction of text around, what has no look, and what a font has nothing for. */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]|(?!\p{Variation_Selector})\p{Default_Ignorable_Code_Point}/u
const STACK = new RegExp(`[\\p{Mn}\\p{Me}]{${MAX_STACKED_MARKS + 1}}`, 'u')

/**
 * A person's name, which others read in lists and call out: in any script, on one line. Full-width letters, ligatures and
 * odd spaces become the usual ones.
 */
export const personNameSchema = z
  .string()
  .overwrite((text) => text.normalize('NFKC').replaceAll(/ +/g, ' ').trim())
  .min(1, 'Type a name.')
  .max(MAX_NAME_CHARACTERS, `A name has at most ${MAX_NAME_CHARACTERS} characters. Choose a shorter one.`)
  .refine((name) => !UNSEEN.test(name), 'This name has characters that cannot be seen. Type it by hand.')
  .refine((name) => !STACK.test(name), 'This name has too many marks on one letter.')
  .refine((name) => /[\p{L}\p{N}]/u.test(name), 'A name needs a letter or a digit.')

/** Alphabets that have letters in common, by their look. */
const ALIKE = ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
)

/**
 * Of a participant, whom instructors know by it: “Аda” with a Cyrillic А would pass for “Ada”. Words may be of different
 * alphabets. What is spelt with look-alikes of one alphabet alone is not told from what is meant so, such as a Cyrillic
 * “Сара”. See https://www.unicode.org/reports/tr39/#Restriction_Level_Detection.
 */
export const seatNameSchema = personNameSchema.refine(
  (name) => name.split(' ').every((word) => ALIKE.filter((script) => script.test(word)).length <= 1),
  'A word of this name has letters of two alphabets, such as Latin and Cyrillic. Type each word in one.',
)
