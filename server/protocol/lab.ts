import type { Root } from 'hast'
import type { BlockId, ChapterId, CheckId, LabId } from './ids.ts'

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
}

/** A section of a chapter. The text before the first `##` heading is a step with the id `intro`. */
export interface PublicStep {
  id: string
  title: string
  checks: CheckId[]
  /**
   * The section's text, without its heading. Drydock's own nodes are elements with these names and `properties`:
   * `lab-block` {blockId}: one of `blocks`, no children; may be inside a list or a hint
   * `lab-output` {}: a text child with the output to expect
   * `lab-check` {checkId}: where the state of a check is shown
   * `lab-hint` {summary}: opens on a click; children are its text
   * `lab-note` {kind: 'note' | 'warning'}: children are its text
   * `lab-port` {instance, port (a number), path}: a link to a published port
   * `lab-variable` {name: 'username'}: the participant's value; its text child, `{{username}}`, is for when there
   * is none. Code of blocks has `{{username}}` as text.
   */
  content: Root
  blocks: Record<BlockId, PublicBlock>
}

export interface PublicBlock {
  id: BlockId
  /** Language for highlighting: `bash`, `json`, `yaml`, … */
  language: string
  code: string
  /** False: shown and copied, never typed into a terminal. */
  isRunnable: boolean
  /** The instance that it must run on; `null`: the terminal in use. */
  instance: string | null
}
