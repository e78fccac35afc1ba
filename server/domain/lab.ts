import type { Root } from 'hast'
import type { BlockId, ChapterId, CheckId, InstanceName, LabId } from '../protocol/ids.ts'

/** A lab as the broker knows it: with check scripts and solutions, which never leave the server. */

export interface Lab {
  id: LabId
  title: string
  summary: string
  chapters: Chapter[]
}

export interface Chapter {
  id: ChapterId
  title: string
  minutes: number
  level: 'core' | 'optional'
  /** How many instances its blocks and checks need. */
  instances: number
  steps: Step[]
  blocks: ReadonlyMap<BlockId, Block>
  checks: ReadonlyMap<CheckId, Check>
}

export interface Step {
  id: string
  title: string
  content: Root
  blocks: BlockId[]
  checks: CheckId[]
}

export interface Block {
  id: BlockId
  language: string
  code: string
  isRunnable: boolean
  instance: InstanceName | null
  /** Press Ctrl+C before the block is typed. */
  isInterrupting: boolean
}

export interface Check {
  id: CheckId
  /** The instance that it runs in. */
  on: InstanceName
  /** `level`: done while the script succeeds. `edge`: done for good once it has succeeded. */
  mode: 'level' | 'edge'
  /** Bash; exit status 0 means done, else its last line of output says why not. */
  run: string
  /** Shown when the script says nothing. */
  hint: string
  /** Bash that makes the check succeed, given that the checks in `after` are done. */
  solve: string
  /** Checks that must be done before this one is looked at. */
  after: CheckId[]
}
