import type { ElementContent, Properties } from 'hast'
import type { BlockContent, Parent, Root } from 'mdast'
import type { Block, Step } from '../domain/lab.ts'
import type { BlockId, CheckId, LabId, VariableName } from '../protocol/ids.ts'
import type { ChapterFrontMatter } from './chapter-schema.ts'

/** A section of the chapter, with the step that it becomes. */
export interface LabStepNode extends Parent {
  type: 'labStep'
  step: Omit<Step, 'content'>
  children: Root['children']
  data: { hName: 'section' }
}

/** One of Drydock's own elements: `hName` and `hProperties` are what `server/protocol/lab.ts` tells of. */
export interface LabElementNode extends Parent {
  type: 'labElement'
  children: BlockContent[]
  data: { hName: string; hProperties: Properties; hChildren?: ElementContent[] }
}

declare module 'mdast' {
  interface RootContentMap {
    labStep: LabStepNode
    labElement: LabElementNode
  }
  interface BlockContentMap {
    labElement: LabElementNode
  }
}

/** What the plugins of one chapter share: each adds its part. */
export interface ChapterContext {
  labId: LabId
  /** Name of the chapter's folder. */
  folder: string
  /** Undefined when it could not be read; the plugins then look for what is wrong in the text alone. */
  frontMatter: ChapterFrontMatter | undefined
  blocks: Map<BlockId, Block>
  /** Checks that have a marker in the text. */
  placedChecks: Set<CheckId>
  /** Variables that have a field in the text. */
  placedInputs: Set<VariableName>
  /** SVG texts by file name, and those that the text shows. */
  pictures: ReadonlyMap<string, string>
  placedPictures: Set<string>
  /** Links to other chapters of the lab, resolved when all chapters are read. */
  links: ChapterLink[]
  /** Ids of all headings. */
  anchors: Set<string>
}

export interface ChapterLink {
  line: number
  /** The folder that it names, for example `31-private-registry`. */
  folder: string
  anchor: string | undefined
}
