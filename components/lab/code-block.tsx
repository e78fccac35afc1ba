import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import type { PublicBlock } from '../../server/protocol/lab.ts'
import { AnswerBlock } from './answer-block.tsx'
import { BlockFrame } from './block-frame.tsx'
import { highlightCode } from './highlight.ts'
import { renderTree } from './render-tree.ts'
import { SessionVariable } from './session-variable.tsx'
import type { VariableDescription } from './variable-description.ts'

export async function CodeBlock({
  block,
  lab,
  chapter,
  described,
}: {
  block: PublicBlock
  lab: LabId
  chapter: ChapterId
  described: readonly VariableDescription[]
}) {
  const language = block.isAnswer ? 'text' : block.language
  const code = renderTree(await highlightCode(block.code, language), {
    'lab-variable': ({ name }: { name: string }) => (
      <SessionVariable name={name} example={described.find((variable) => variable.name === name)?.example}>
        {`{{${name}}}`}
      </SessionVariable>
    ),
  })
  // Each block carries what it needs to know, not what the chapter knows.
  const mentioned = described.filter(({ name }) => block.code.includes(`{{${name}}}`))
  const props = { block, lab, chapter, described: mentioned }
  if (block.isAnswer) return <AnswerBlock {...props}>{code}</AnswerBlock>
  return (
    <BlockFrame {...props}>
      <pre className="code-lines">
        <code>{code}</code>
      </pre>
    </BlockFrame>
  )
}
