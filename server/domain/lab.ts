import type { Root } from 'hast'
import type {
  BlockId,
  ChapterId,
  CheckId,
  InstanceName,
  LabId,
  StepId,
  VariableName,
} from '../protocol/ids.ts'
import type { Proven, PublicQuestion } from '../protocol/lab.ts'

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
  /** Name of its folder: `31-private-registry`. */
  folder: string
  minutes: number
  level: 'core' | 'optional'
  /** How many instances its blocks and checks need. */
  instances: number
  steps: Step[]
  blocks: ReadonlyMap<BlockId, Block>
  /** Each comes after those that it waits for. */
  checks: ReadonlyMap<CheckId, Check>
  variables: ReadonlyMap<VariableName, Variable>
  quiz: PublicQuestion[]
  /** SVG texts by file name. */
  pictures: ReadonlyMap<string, string>
  /** SHA-256 of text and scripts, hex: what a proof is a proof of. */
  digest: string
  proven: Proven | null
}

export interface Step {
  id: StepId
  title: string
  content: Root
  blocks: BlockId[]
  checks: CheckId[]
  /** What happens in it, from top to bottom; what is in hints is left out. */
  flow: FlowItem[]
}

export type FlowItem =
  | { type: 'block'; id: BlockId }
  /** What the block before it prints. */
  | { type: 'output'; text: string }
  | { type: 'check'; id: CheckId }

export interface Block {
  id: BlockId
  language: string
  code: string
  isRunnable: boolean
  /** A line for a program that is asking. */
  isAnswer: boolean
  isMeantToFail: boolean
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
  reason: string
  /** Help that opens one by one. */
  hints: Root[]
  /** Bash that makes the check succeed, given that those before it are done. May have variables. */
  solution: string
  /** Checks that must be done before this one is looked at. */
  after: CheckId[]
  mistakes: Mistake[]
}

/** A wrong state, for the proof that the check explains it. */
export interface Mistake {
  make: string
  /** Part of what the check then says. */
  says: string
  undo: string | null
}

export interface Variable {
  name: VariableName
  /** Source of a regular expression for the whole of a value. */
  pattern: string
  example: string
  /** A script that prints the value, or a question to the participant. */
  source: { type: 'script'; on: InstanceName; run: string } | { type: 'ask'; ask: string }
}
