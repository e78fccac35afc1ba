'use client'

import { classNames } from '../ui/class-names.ts'
import { excerptOf, markWords, type ExcerptPart } from './search-excerpt.ts'
import type { SearchResult } from './use-lab-search.ts'

export function SearchOption({
  id,
  result,
  isActive,
  onActivate,
  onChoose,
}: {
  id: string
  result: SearchResult
  isActive: boolean
  onActivate: () => void
  onChoose: () => void
}) {
  const { chapter, heading, text, words } = result
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      onPointerMove={onActivate}
      onClick={onChoose}
      className={classNames(
        'cursor-pointer border-l-2 px-4 py-2',
        isActive ? 'border-accent bg-accent-soft' : 'border-transparent',
      )}
    >
      <div className="text-sm font-medium">
        <Marked parts={markWords(heading === '' ? chapter : heading, words)} />
      </div>
      {heading !== '' && <div className="text-xs text-ink-muted">{chapter}</div>}
      <div className="mt-0.5 line-clamp-2 text-xs wrap-anywhere text-ink-muted">
        <Marked parts={excerptOf(text, words)} />
      </div>
    </div>
  )
}

function Marked({ parts }: { parts: ExcerptPart[] }) {
  return parts.map(({ text, isMatch }, index) =>
    isMatch ? (
      <mark key={index} className="bg-transparent font-semibold text-accent-strong underline">
        {text}
      </mark>
    ) : (
      <span key={index}>{text}</span>
    ),
  )
}
