/**
 * Other people's terminals, in a process of their own: `load.ts <URL> <cookie> <command> <node1/2> <node1/3> …` types
 * the command into each, prints `ready` when all of them stream, and ends with its standard input.
 */
import { once } from 'node:events'
import { instanceNameSchema, terminalNumberSchema } from '../../server/protocol/ids.ts'
import { PageTab } from '../../server/testing/page-tab.ts'
import { prompt } from './measures.ts'
import { PageTerminal } from './page-terminal.ts'

const [url, cookie, command, ...names] = process.argv.slice(2)
const tab = new PageTab({ url: url! }, cookie!)
const terminals: PageTerminal[] = []
for (const name of names) {
  const [instance, number] = name.split('/')
  const ref = {
    instance: instanceNameSchema.parse(instance),
    terminal: terminalNumberSchema.parse(Number(number)),
  }
  const terminal = await PageTerminal.open(tab, ref)
  await prompt(terminal)
  terminals.push(terminal)
}
await Promise.all(
  terminals.map(async (terminal) => {
    const flows = terminal.drawn('xxxxxxxx')
    terminal.type(`${command}\r`)
    await flows
  }),
)
const bytes = (): number => terminals.reduce((sum, terminal) => sum + terminal.bytes, 0)
const before = bytes()
const begin = performance.now()
console.log('ready')
process.stdin.resume()
await once(process.stdin, 'end')
const seconds = (performance.now() - begin) / 1000
console.log(((bytes() - before) / 1e6 / seconds).toFixed(1))
await Promise.all(terminals.map((terminal) => terminal[Symbol.asyncDispose]()))
process.exit(0)
