import type { Root } from 'hast'
import type { BlockId, ChapterId, CheckId, LabId } from './ids.ts'

/**
 * A lab as the browser may see it. Check scripts and solutions are not part of these types: what the parser
 * returns (`server/labs/lab.ts`) is a different type, and only `toPublicLab` leads from there to here.
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

/** A section of a chapter: the text before the first `##` heading has the id `intro`. */
export interface PublicStep {
  id: string
  title: string
  checks: CheckId[]
  /**
   * The section's text. Drydock's own nodes are elements whose `tagName` is one of
   * `lab-block` {blockId}, `lab-output`, `lab-check` {checkId}, `lab-hint` {summary}, `lab-note` {kind},
   * `lab-port` {instance, port, path}; `properties` carries what is in braces.
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
