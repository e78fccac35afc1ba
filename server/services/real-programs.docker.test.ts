import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Instance } from '../domain/instance.ts'
import { connectLabEngine } from '../docker/lab-engine.ts'
import { randomBase32 } from '../lib/random.ts'
import type { InstanceAccess, Provisioner } from '../ports/provisioner.ts'
import {
  instanceNameSchema,
  terminalNumberSchema,
  type SessionId,
  type TerminalNumber,
} from '../protocol/ids.ts'
import { look, readFrom, settled } from '../testing/look-at-screen.ts'
import { labEngineOptions } from '../testing/prepared-lab.ts'
import { TerminalOutput } from '../testing/terminal-output.ts'
import { OutputHistory, PIECE_BYTES } from './output-history.ts'

/** The smallest that full-screen programs are made for. */
const size = { cols: 80, rows: 24 }
/** So little that each program's output is more. */
const CAPACITY = 1500
/** Places at which somebody comes anew. */
const MOMENTS = 25

const sessionId = randomBase32(26) as SessionId
let provisioner: Provisioner
let access: InstanceAccess
let node: Instance
beforeAll(async () => {
  ;({ provisioner, access } = await connectLabEngine(await labEngineOptions('programs-test')))
  const spec = {
    sessionId,
    name: instanceNameSchema.parse('node1'),
    expiresAt: Date.now() + 600_000,
    hubMode: 'sandbox' as const,
    env: { DRYDOCK_USERNAME: 'wise-otter-42' },
  }
  node = await provisioner.start(spec, { signal: new AbortController().signal, onBooting: () => undefined })
})
afterAll(() => provisioner.destroySession(sessionId))

const PROGRAMS = ['vim', 'less', 'top', 'htop', 'mc', 'tmux', 'vttest']

/** What is typed, and what the program then prints. */
type Turn = [keys: string, answer: string]

/** All that the programs print, in a terminal of their own. */
async function record(number: TerminalNumber, turns: Turn[]): Promise<Buffer> {
  await using stream = await access.openTerminal(node.id, { number, size })
  const output = new TerminalOutput(stream)
  await output.until('$ ')
  for (const [keys, answer] of turns) {
    output.type(keys)
    await output.until(answer)
  }
  stream.hangUp()
  await output.ended
  return Buffer.from(output.text)
}

test.each<[program: string, turns: Turn[]]>([
  [
    'vim',
    [
      ['seq -f "line %g of a long file" 500 > file; vim.tiny file\r', 'line 20 of'],
      ['\x06\x06', 'line 60 of'],
      [':set number\r', ' 60'],
      ['/line 321\r', '321'],
      ['Oinserted \x1b', 'inserted'],
      ['G', '500'],
      [':q!\r', '$ '],
    ],
  ],
  [
    'less',
    [
      ['seq -f "line %g of a long file" 500 | less -M\r', 'line 20 of'],
      ['  ', 'line 60 of'],
      ['   ', 'line 130 of'],
      ['b', 'line 95 of'],
      ['/321\r', 'line 340 of'],
      ['kkk', 'line 318 of'],
      ['G', 'line 500'],
      ['q', '$ '],
    ],
  ],
  ['top', [['top -d 0.2 -n 20\r', '$ ']]],
  [
    'htop',
    [
      ['htop --delay=2\r', 'Quit'],
      ['\x1b[15~', 'List'],
      ['\x1b[15~', 'Tree'],
      ['q', '$ '],
    ],
  ],
  [
    'mc',
    [
      // It throws away what is typed before it has drawn all.
      ['mc --nosubshell /etc /usr\r', '\x1b[23;3H'],
      ['\t', 'UP--DIR'],
      ['\x1b[20~', 'ommand'],
      ['\r', 'uick view'],
    ],
  ],
  [
    'tmux',
    [
      // Otherwise it takes two keys that come at once for something that is pasted.
      ['tmux -f /dev/null start \\; set -g assume-paste-time 0 \\; new bash\r', '[0]'],
      ['\x02"', '$ '],
      ['seq 300\r', '299'],
      ['\x02%', '$ '],
      ['ls --color=always /etc\r', 'sudoers'],
      // Zoomed, and back: the screen is drawn anew, twice.
      ['\x02z', '$ '],
      ['\x02z', '$ '],
      ['\x02;', ''],
      ['seq 400 700\r', '700'],
      ['seq 1000 1100\r', '1100'],
      ['seq 2000 2100\r', '2100'],
      ['seq 3000 3100\r', '3100'],
      ['ls --color=always /usr/bin\r', '$ '],
      ['tmux kill-server\r', '$ '],
    ],
  ],
  [
    'vttest',
    [
      ['vttest 24x80.80\r', 'Enter choice'],
      ['1\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
      ['\r', 'Enter choice'],
      ['2\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
      ['\r', 'Push <RETURN>'],
    ],
  ],
])('somebody who comes anew sees what %s shows, at any moment', async (program, turns) => {
  const output = await record(terminalNumberSchema.parse(PROGRAMS.indexOf(program) + 1), turns)
  expect(output.length).toBeGreaterThan(CAPACITY + PIECE_BYTES)
  for (let moment = 1; moment <= MOMENTS; moment++) {
    const printed = output.subarray(0, Math.ceil((output.length * moment) / MOMENTS))
    using history = new OutputHistory({ capacityBytes: CAPACITY, startOffset: 0, size })
    for (let at = 0; at < printed.length; at += 1000) {
      history.append(printed.subarray(at, at + 1000))
      await settled(history, CAPACITY)
    }
    const { offset, screen } = history.snapshot()
    const seen = await look(size, screen ?? new Uint8Array(), readFrom(history, offset))
    expect(seen).toEqual(await look(size, printed))
  }
})
