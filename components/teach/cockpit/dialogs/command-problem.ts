import { MAX_CLASS_TEXT, MAX_OFFER_CHARACTERS } from '../../../../server/protocol/class.ts'

const TEXT = `Type a text of 1 to ${MAX_CLASS_TEXT} characters.`
/** By field. */
const PROBLEMS = new Map<PropertyKey | undefined, string>([
  ['text', TEXT],
  ['seats', 'Choose somebody first.'],
  ['question', TEXT],
  ['command', `Type a command of 1 to ${MAX_OFFER_CHARACTERS} characters.`],
  ['options', 'Type at least two options, each of 1 to 100 characters.'],
  ['label', 'Say what the time is for, in 1 to 100 characters.'],
  ['seconds', 'Minutes: type a number up to 240.'],
  ['minutes', 'Minutes: type a number from 5 to 240.'],
])

/** What is to be changed before a command can be sent. `path`: of the field that is wrong. */
export function commandProblem(path: readonly PropertyKey[]): string {
  return PROBLEMS.get(path[0]) ?? 'This cannot be sent. Look at each field again.'
}
