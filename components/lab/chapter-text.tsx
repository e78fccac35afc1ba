import { Clock } from 'lucide-react'
import { stepIdSchema } from '../../server/protocol/ids.ts'
import type { PublicChapter, PublicLab } from '../../server/protocol/lab.ts'
import { ChapterProgressBar } from './chapter-progress-bar.tsx'
import { ChapterTurner } from './chapter-turner.tsx'
import { countChecks, INTRO_ID } from './chapter-summary.ts'
import { ProvenLine } from './proven-line.tsx'
import { Quiz } from './quiz.tsx'
import { StepContent } from './step-content.tsx'
import { StepTools } from './step-tools.tsx'

/** A chapter as a document: it reads well without a session, without scripts and on paper. */
export function ChapterText({ lab, chapter }: { lab: PublicLab; chapter: PublicChapter }) {
  const checks = countChecks(chapter)
  return (
    <article className="chapter-text">
      <header className="mb-8 border-b border-line pb-5">
        <p className="text-xs font-medium text-ink-muted">{lab.title}</p>
        <h1>{chapter.title}</h1>
        <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-xs text-ink-muted">
          <span className="inline-flex items-center gap-1.5">
            <Clock aria-hidden className="size-3.5" /> {chapter.minutes} min
          </span>
          {chapter.level === 'optional' && <span className="rounded bg-sunken px-1.5 py-0.5">optional</span>}
          {checks > 0 && <ChapterProgressBar lab={lab.id} chapter={chapter.id} checks={checks} />}
        </div>
        <ProvenLine proven={chapter.proven} />
      </header>
      {chapter.steps.map((step) =>
        step.id === INTRO_ID ? (
          <StepContent key={step.id} step={step} lab={lab.id} chapter={chapter} />
        ) : (
          <section key={step.id} aria-labelledby={step.id}>
            <div className="step-heading">
              <h2 id={step.id}>
                <a href={`#${step.id}`}>{step.title}</a>
              </h2>
              {checks > 0 && (
                <StepTools
                  title={step.title}
                  place={{ lab: lab.id, chapter: chapter.id, step: stepIdSchema.parse(step.id) }}
                />
              )}
            </div>
            <StepContent step={step} lab={lab.id} chapter={chapter} />
          </section>
        ),
      )}
      <Quiz lab={lab.id} chapter={chapter} />
      <ChapterTurner lab={lab} chapter={chapter} />
    </article>
  )
}
