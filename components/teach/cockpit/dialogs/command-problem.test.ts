import { expect, it } from 'vitest'
import { classCommandSchema } from '../../../../server/protocol/cockpit.ts'
import { commandProblem } from './command-problem.ts'

it.each([
  [{ type: 'send', to: null, kind: 'message', text: ' ' }, 'Type a text'],
  [{ type: 'offer', to: null, text: 'Try this', command: '' }, 'Type a command'],
  [{ type: 'ask', question: 'Done?', options: ['Yes', ''] }, 'two options'],
  [{ type: 'start-timer', label: '', seconds: 60 }, 'what the time is for'],
  [{ type: 'start-timer', label: 'Break', seconds: Number.NaN }, 'number up to 240'],
  [{ type: 'extend', to: null, minutes: 1 }, 'from 5 to 240'],
])('says in words what is wrong with %o', (draft, words) => {
  const result = classCommandSchema.safeParse(draft)
  expect(commandProblem(result.error?.issues[0]?.path ?? [])).toContain(words)
})
