import { Terminal } from '@xterm/headless'
import type { Terminal as Xterm } from '@xterm/xterm'
import { expect, test } from 'vitest'
import { attachClipboardRequests } from './attach-clipboard-requests.ts'
import { createTerminalUi } from './terminal-ui.ts'

/** Sent to the terminal by a program, and what the terminal sends back by itself. */
async function answersTo(output: string) {
  // The options that matter here are xterm's own, as for the terminals of the page.
  const terminal = new Terminal({ allowProposedApi: true })
  const ui = createTerminalUi()
  const answers: string[] = []
  terminal.onData((answer) => answers.push(answer))
  // The parser is the same in both builds.
  const requests = attachClipboardRequests(terminal as unknown as Xterm, ui)
  await new Promise<void>((done) => terminal.write(output, done))
  requests.dispose()
  terminal.dispose()
  return { answers, ui: ui.getState() }
}

test('the terminal answers where the cursor is, so that this test would hear an answer', async () => {
  expect((await answersTo('\x1b[6n')).answers).toEqual(['\x1b[1;1R'])
})

test.each([11, 13, 14, 15, 16, 18, 19, 20, 21])(
  'the window is not reported (CSI %i t): a title could come back as a typed command',
  async (report) => {
    const { answers } = await answersTo(`\x1b]2;rm -rf ~\x07\x1b[${report}t\x1b[${report};2t`)
    expect(answers).toEqual([])
  },
)

test('a question for the clipboard gets no answer and asks nobody', async () => {
  for (const selection of ['c', 'p', '']) {
    const { answers, ui } = await answersTo(`\x1b]52;${selection};?\x07`)
    expect(answers).toEqual([])
    expect(ui.clipboardOffer).toBeNull()
  }
})

test('text for the clipboard waits for consent', async () => {
  const { answers, ui } = await answersTo(`\x1b]52;c;${btoa('from a program')}\x1b\\`)
  expect(answers).toEqual([])
  expect(ui.clipboardOffer).toBe('from a program')
})
