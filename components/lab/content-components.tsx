import type { ComponentProps, ReactNode } from 'react'
import type { LabId } from '../../server/protocol/ids.ts'
import type { PublicChapter } from '../../server/protocol/lab.ts'
import { Figure } from './figure.tsx'
import { isRealHubAddress } from './hub-address.ts'
import { HubLink } from './hub-link.tsx'
import { PublishedPortLink } from './published-port-link.tsx'
import type { TreeComponents } from './render-tree.ts'
import { SessionVariable } from './session-variable.tsx'
import { VariableInput } from './variable-input.tsx'

/** Elements of a chapter's text that need to know nothing of the step that they are in. */
export function contentComponents(
  lab: LabId,
  { id: chapter, variables }: Pick<PublicChapter, 'id' | 'variables'>,
): TreeComponents {
  return {
    'lab-figure': Figure,
    'lab-output': ExpectedOutput,
    'lab-hint': Hint,
    'lab-note': Note,
    'lab-port': PublishedPortLink,
    'lab-input': ({ name }: { name: string }) => {
      const variable = variables.find((candidate) => candidate.name === name)
      return variable && <VariableInput variable={variable} lab={lab} chapter={chapter} />
    },
    'lab-variable': ({ name, children }: { name: string; children?: ReactNode }) => (
      <SessionVariable name={name} example={variables.find((variable) => variable.name === name)?.example}>
        {children}
      </SessionVariable>
    ),
    // The page has the title already.
    h1: () => null,
    a: Link,
    table: Table,
  }
}

function ExpectedOutput({ isExample = false, children }: { isExample?: boolean; children?: ReactNode }) {
  const label = isExample ? 'Example output' : 'Expected output'
  return (
    <figure className="expected-output">
      <figcaption>{label}</figcaption>
      {/* Wide output scrolls by itself, also by keyboard. */}
      <pre tabIndex={0} role="group" aria-label={label}>
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
