import { Fragment } from 'react'
import type { LabId } from '../../server/protocol/ids.ts'
import type { PublicBlock, PublicChapter, PublicStep } from '../../server/protocol/lab.ts'
import { CheckMarker } from './check-marker.tsx'
import { CodeBlock } from './code-block.tsx'
import { contentComponents } from './content-components.tsx'
import { renderTree, type TreeComponents } from './render-tree.ts'

/** The text of a step. What Markdown cannot say comes as the elements that `server/protocol/lab.ts` lists. */
export function StepContent({
  step,
  lab,
  chapter,
}: {
  step: PublicStep
  lab: LabId
  chapter: PublicChapter
}) {
  const blocks = new Map<string, PublicBlock>(Object.entries(step.blocks))
  const common = contentComponents(lab, chapter)
  const components: TreeComponents = {
    ...common,
    'lab-block': ({ blockId }: { blockId: string }) => {
      const block = blocks.get(blockId)
      return block && <CodeBlock block={block} lab={lab} chapter={chapter.id} described={chapter.variables} />
    },
    'lab-check': ({ checkId }: { checkId: string }) => {
      const check = step.checks.find(({ id }) => id === checkId)
      return (
        check && (
          <CheckMarker
            lab={lab}
            chapter={chapter.id}
            check={check.id}
            on={check.on}
            hints={check.hints.map((hint, index) => (
              <Fragment key={index}>{renderTree(hint, common)}</Fragment>
            ))}
          />
        )
      )
    },
  }
  return renderTree(step.content, components)
}
