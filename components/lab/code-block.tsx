import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import type { PublicBlock } from '../../server/protocol/lab.ts'
import { BlockFrame } from './block-frame.tsx'
import { highlightCode } from './highlight.ts'
import { renderTree } from './render-tree.ts'
import { SessionVariable } from './session-variable.tsx'

export async function CodeBlock({
  block,
  lab,
  chapter,
}: {
  block: PublicBlock
  lab: LabId
  chapter: ChapterId
}) {
  const lines = renderTree(await highlightCode(block.code, block.language), {
    'lab-variable': SessionVariable,
  })
  return (
    <BlockFrame block={block} lab={lab} chapter={chapter}>
      <pre className="code-lines">
        <code>{lines}</code>
      </pre>
    </BlockFrame>
  )
}
