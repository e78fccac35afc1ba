import type { Root } from 'hast'
import type { BlockId, ChapterId, CheckId, InstanceName, LabId, VariableName } from './ids.ts'

/**
 * A lab as the browser may see it. Check scripts and solutions are not part of these types: what the parser
 * returns (`server/domain/lab.ts`) is a different type, and only `toPublicLab` leads from there to here.
 */

export interface PublicLab {
  id: LabId
  title: string
  summary: string
  chapters: PublicChapter[]
}

export interface PublicChapter {
  id: ChapterId
  title: string
  /** How long it takes, in minutes. */
  minutes: number
  level: 'core' | 'optional'
  steps: PublicStep[]
  variables: PublicVariable[]
  quiz: PublicQuestion[]
  /** The last time that `npm run lab -- solve` has played it; null: never. */
  proven: Proven | null
}

/** A value that is only known in a session: found by a script, or typed once by the participant. */
export interface PublicVariable {
  name: VariableName
  /** Shown until there is a value. */
  example: string
  /** What the participant is asked for; null: a script finds the value. */
  ask: string | null
  /** A regular expression for the whole of a typed value. */
  pattern: string
}

/** One option is right. Texts are inline content. */
export interface PublicQuestion {
  /** Unique in its chapter. */
  id: string
  question: Root
  options: { text: Root; isRight: boolean; because: Root }[]
}

export interface Proven {
  /** ISO 8601, UTC. */
  date: string
  /** Of Drydock, abbreviated. */
  commit: string
  versions: { engine: string; registry: string; buildx: string }
  /** False: the chapter has changed since. */
  isCurrent: boolean
}

/** A section of a chapter. The text before the first `##` heading is a step with the id `intro`. */
export interface PublicStep {
  id: string
  title: string
  checks: PublicCheck[]
  /**
   * The section's text, without its heading. Drydock's own nodes are elements with these names and `properties`:
   * `lab-block` {blockId}: one of `blocks`, no children; may be inside a list or a hint
   * `lab-figure` {src, alt, width, height}: a picture; width and height in CSS pixels, for its proportions
   * `lab-input` {name}: where a variable of the chapter is typed
   * `lab-output` {}: a text child with the output to expect
   * `lab-check` {checkId}: where the state of a check is shown
   * `lab-hint` {summary}: opens on a click; children are its text
   * `lab-note` {kind: 'note' | 'warning'}: children are its text
   * `lab-port` {instance, port (a number), path}: a link to a published port
   * `lab-variable` {name}: the participant's value of a variable; its text child, `{{username}}`, is for when there
   * is none. Code of blocks has `{{username}}` as text.
   */
  content: Root
  blocks: Record<BlockId, PublicBlock>
}

export interface PublicCheck {
  id: CheckId
  /** The instance that its solution is typed into. */
  on: InstanceName
  /** Help that opens one by one. */
  hints: Root[]
}

export interface PublicBlock {
  id: BlockId
  /** Language for highlighting: `bash`, `json`, `yaml`, … */
  language: string
  code: string
  /** False: shown and copied, never typed into a terminal. */
  isRunnable: boolean
  /** A line for a program that is asking, not a command; `isRunnable` is true, too. */
  isAnswer: boolean
  /** The command ends with an error, and that is the point. */
  isMeantToFail: boolean
  /** The instance that it must run on; `null`: the terminal in use. */
  instance: string | null
}
