import { resolveBlock } from '../domain/resolve-block.ts'
import { typedBlock } from '../domain/typed-block.ts'
import type { LabCatalog } from '../ports/lab-catalog.ts'
import { LabError } from '../protocol/errors.ts'
import type { BlockId, ChapterId, LabId } from '../protocol/ids.ts'
import type { Terminal } from './terminal.ts'

/** Types a block of the lab into a terminal. The browser names it; its text comes from our own lab. */
export function runBlock(
  catalog: LabCatalog,
  terminal: Terminal,
  { lab, chapter, block: id, username }: { lab: LabId; chapter: ChapterId; block: BlockId; username: string },
): void {
  const block = catalog.chapter({ lab, chapter }).blocks.get(id)
  if (!block?.isRunnable) throw new LabError('BLOCK_NOT_FOUND')
  const { isBusy, isBracketing } = terminal.shell
  if (isBusy && !block.isInterrupting) throw new LabError('TERMINAL_BUSY')
  const code = resolveBlock(block.code, { username })
  const keys = typedBlock(code, { isBracketing, isInterrupting: isBusy && block.isInterrupting })
  terminal.write(new TextEncoder().encode(keys))
}
