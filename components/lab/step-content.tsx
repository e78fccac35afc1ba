import type { ComponentProps, ReactNode } from 'react'
import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import type { PublicStep } from '../../server/protocol/lab.ts'
import { CheckMarker } from './check-marker.tsx'
import { CodeBlock } from './code-block.tsx'
import { isRealHubAddress } from './hub-address.ts'
import { HubLink } from './hub-link.tsx'
import { renderTree } from './render-tree.ts'
import { PublishedPortLink } from './published-port-link.tsx'
import { SessionVariable } from './session-variable.tsx'

/** The text of a step. What Markdown cannot say comes as the elements that `server/protocol/lab.ts` lists. */
export function StepContent({ step, lab, chapter }: { step: PublicStep; lab: LabId; chapter: ChapterId }) {
  const blocks = new Map<string, PublicStep['blocks'][keyof PublicStep['blocks']]>(
    Object.entries(step.blocks),
  )
  const components = {
    'lab-block': ({ blockId }: { blockId: string }) => {
      const block = blocks.get(blockId)
      return block && <CodeBlock block={block} lab={lab} chapter={chapter} />
    },
    'lab-output': ExpectedOutput,
    'lab-check': ({ checkId }: { checkId: string }) => (
      <CheckMarker lab={lab} chapter={chapter} check={checkId} />
    ),
    'lab-hint': Hint,
    'lab-note': Note,
    'lab-port': PublishedPortLink,
    'lab-variable': SessionVariable,
    // The page has the title already.
    h1: () => null,
    a: Link,
    table: Table,
  }
  return renderTree(step.content, components)
}

function ExpectedOutput({ children }: { children?: ReactNode }) {
  return (
    <figure className="expected-output">
      <figcaption>Expected output</figcaption>
      {/* Wide output scrolls by itself, also by keyboard. */}
      <pre tabIndex={0} role="group" aria-label="Expected output">
        <code>{children}</code>
      </pre>
    </figure>
  )
}

function Hint({ summary, children }: { summary?: string; children?: ReactNode }) {
  return (
    <details className="lab-hint">
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  )
}

function Note({ kind, children }: { kind?: string; children?: ReactNode }) {
  const isWarning = kind === 'warning'
  return (
    <div role="note" className="lab-note" data-kind={kind}>
      <strong>{isWarning ? 'Careful' : 'Note'}</strong>
      {children}
    </div>
  )
}

function Link({ href, children }: ComponentProps<'a'>) {
  if (href !== undefined && isRealHubAddress(href)) return <HubLink href={href}>{children}</HubLink>
  const isOutside = href !== undefined && URL.canParse(href)
  return (
    <a href={href} {...(isOutside && { target: '_blank', rel: 'noopener noreferrer' })}>
      {children}
    </a>
  )
}

function Table({ children }: ComponentProps<'table'>) {
  return (
    <div tabIndex={0} role="group" aria-label="Table" className="table-scroll">
      <table>{children}</table>
    </div>
  )
}
