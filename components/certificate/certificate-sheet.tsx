'use client'

import { Circle, CircleCheck, Printer } from 'lucide-react'
import { useId } from 'react'
import { Button } from '../ui/button.tsx'
import { useRemembered } from '../ui/use-remembered.ts'
import type { CertifiedLab, Verification, VerifiedChapter } from './certified-lab.ts'

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })
const NAME_KEY = 'drydock-certificate-name'

export function CertificateSheet({
  lab,
  username,
  verification,
}: {
  lab: CertifiedLab
  username: string
  verification: Verification
}) {
  const { chapters, verified, total, isCoreDone, lastDoneAt } = verification
  const [name, setName] = useRemembered(NAME_KEY, '')
  const nameId = useId()
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end gap-3 print:hidden">
        <div className="min-w-0 flex-1 basis-60">
          <label htmlFor={nameId} className="mb-1 block text-sm font-medium">
            Your name, as it is to be printed
          </label>
          <input
            id={nameId}
            value={name}
            onChange={(event) => setName(event.target.value)}
            placeholder={username}
            maxLength={80}
            autoComplete="name"
            className="h-9 w-full rounded-md border border-line-strong bg-surface px-3 placeholder:text-ink-muted"
          />
        </div>
        <Button variant="primary" onClick={() => window.print()}>
          <Printer aria-hidden className="size-4" /> Print
        </Button>
      </div>
      <article aria-label="Certificate" className="certificate">
        <p className="text-sm text-ink-muted">Drydock · verified by machine checks</p>
        <h2 className="mt-1 text-2xl font-semibold tracking-tight">{lab.title}</h2>
        <p className="mt-3 text-lg wrap-anywhere">{name.trim() || username}</p>
        <p className="mt-1">
          <strong>
            {verified} of {total} steps verified
          </strong>
          {isCoreDone ? ', and with them everything that is not optional' : ''}
          {lastDoneAt !== null && (
            <>
              ; the last on{' '}
              <time dateTime={new Date(lastDoneAt).toISOString()}>{DAY.format(lastDoneAt)}</time>
            </>
          )}
          .
        </p>
        {!isCoreDone && <p className="text-sm text-ink-muted">The lab is not complete yet.</p>}
        <div className="certificate-chapters">
          {chapters.map((chapter) => (
            <CertifiedSteps key={chapter.id} chapter={chapter} />
          ))}
        </div>
        <p className="mt-5 border-t border-line pt-3 text-xs text-ink-muted">
          Each step was found to be done by programs that looked at the participant’s own machines in the
          session {username}: at images, registries and containers, not at what was typed. Solutions may have
          been shown.
        </p>
      </article>
    </>
  )
}

function CertifiedSteps({ chapter: { title, isOptional, steps } }: { chapter: VerifiedChapter }) {
  return (
    <section className="certificate-chapter">
      <h3>
        {title}
        {isOptional && <span className="font-normal text-ink-muted"> (optional)</span>}
      </h3>
      <ul role="list">
        {steps.map(({ id, title: step, doneAt }) => {
          const Icon = doneAt === null ? Circle : CircleCheck
          return (
            <li key={id} className={doneAt === null ? 'text-ink-muted' : undefined}>
              <Icon aria-hidden className="mt-[0.2em] size-[1em] shrink-0" />
              <span>
                {step}
                <span className="sr-only">{doneAt === null ? ': not verified' : ': verified'}</span>
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
