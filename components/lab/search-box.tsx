'use client'

import { Search } from 'lucide-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { SearchOption } from './search-option.tsx'
import { useLabSearch } from './use-lab-search.ts'

/**
 * A field with a list of what was found. The cursor stays in the field; arrows move through the list.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function SearchBox({ lab, onChoose }: { lab: string; onChoose: (path: string) => void }) {
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const search = useLabSearch(lab, query)
  const results = search.status === 'ready' ? search.results : []
  const listId = useId()
  const optionId = (index: number) => `${listId}-${index}`

  function move(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && results.length > 0) {
      event.preventDefault()
      const next = (active + step + results.length) % results.length
      setActive(next)
      document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      const chosen = results[active]
      if (chosen) onChoose(chosen.path)
    }
  }

  return (
    <>
      <div className="relative border-b border-line">
        <Search aria-hidden className="pointer-events-none absolute top-4 left-4 size-4 text-ink-muted" />
        <input
          role="combobox"
          aria-label="Search the chapters"
          aria-autocomplete="list"
          aria-expanded={results.length > 0}
          aria-controls={listId}
          aria-activedescendant={results.length > 0 ? optionId(active) : undefined}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setActive(0)
          }}
          onKeyDown={move}
          placeholder="docker login, digest, 401 …"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={100}
          className="h-12 w-full bg-transparent pr-4 pl-11 text-base placeholder:text-ink-muted focus-visible:-outline-offset-2"
        />
      </div>
      <div id={listId} role="listbox" aria-label="Found in the chapters" className="overflow-y-auto">
        {results.map((result, index) => (
          <SearchOption
            key={result.id}
            id={optionId(index)}
            result={result}
            isActive={index === active}
            onActivate={() => setActive(index)}
            onChoose={() => onChoose(result.path)}
          />
        ))}
      </div>
      <p role="status" className="shrink-0 px-4 py-2 text-xs text-ink-muted">
        {search.status === 'failed'
          ? 'The text of the chapters could not be loaded. Close this and try again.'
          : query.trim() === ''
            ? 'Type a word of a heading, of the text or of a command.'
            : search.status === 'loading'
              ? 'Reading the chapters …'
              : describeCount(results.length)}
      </p>
    </>
  )
}

function describeCount(count: number): string {
  if (count === 0) return 'Nothing was found. Try fewer or shorter words.'
  return `${count} ${count === 1 ? 'place' : 'places'}. ↑ and ↓ choose, Enter opens.`
}
