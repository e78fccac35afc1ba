'use client'

import { CaseSensitive, ChevronDown, ChevronUp, Regex, X } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { describeMatches } from './describe-matches.ts'
import {
  isSearchable,
  type MatchCount,
  type SearchQuery,
  type TerminalSearch,
} from './open-terminal-search.ts'
import type { TerminalTools } from './terminal-tools.ts'
import type { TerminalUi } from './terminal-ui.ts'

export function TerminalSearchBar({ ui, tools }: { ui: TerminalUi; tools: TerminalTools }) {
  const isOpen = useStore(ui, (state) => state.isSearchOpen)
  return isOpen && <OpenSearchBar ui={ui} tools={tools} />
}

function OpenSearchBar({ ui, tools }: { ui: TerminalUi; tools: TerminalTools }) {
  const requests = useStore(ui, (state) => state.searchRequests)
  const inputRef = useRef<HTMLInputElement>(null)
  const searchRef = useRef<TerminalSearch>(null)
  const [query, setQuery] = useState<SearchQuery>({ text: '', isCaseSensitive: false, isRegex: false })
  const [count, setCount] = useState<MatchCount | null>(null)
  const isValid = isSearchable(query)

  useEffect(() => {
    const search = tools.openSearch(setCount)
    searchRef.current = search
    return () => search.close()
  }, [tools])

  useEffect(() => {
    inputRef.current?.focus()
    inputRef.current?.select()
  }, [requests])

  /** Of what is typed, the last match is shown first: in a terminal, that is what people mean. */
  function search(next: SearchQuery, direction: 'next' | 'previous' = 'previous') {
    setQuery(next)
    if (next.text === '') setCount(null)
    if (isSearchable(next)) searchRef.current?.find(next, direction)
  }
  function close() {
    ui.setState({ isSearchOpen: false })
    tools.focus()
  }
  function handleKey(event: KeyboardEvent) {
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && event.target === inputRef.current)
      search(query, event.shiftKey ? 'previous' : 'next')
    else return
    event.preventDefault()
  }

  return (
    <div
      role="search"
      aria-label="Search terminal"
      onKeyDown={handleKey}
      className="absolute top-2 right-4 z-20 flex max-w-[calc(100%-2rem)] flex-wrap items-center gap-1 rounded-md border border-line-strong bg-surface p-1 text-sm shadow-lift"
    >
      <input
        ref={inputRef}
        type="text"
        aria-label="Search for"
        aria-invalid={!isValid}
        autoComplete="off"
        spellCheck={false}
        value={query.text}
        onChange={(event) => search({ ...query, text: event.target.value })}
        className="h-7 w-44 min-w-0 rounded border border-line-strong bg-surface px-2 font-mono text-xs"
      />
      <span role="status" className="min-w-20 px-1 text-xs text-ink-muted">
        {describeMatches({ isValid, count })}
      </span>
      <SearchButton
        label="Match case"
        isPressed={query.isCaseSensitive}
        onClick={() => search({ ...query, isCaseSensitive: !query.isCaseSensitive })}
      >
        <CaseSensitive aria-hidden className="size-4" />
      </SearchButton>
      <SearchButton
        label="Regular expression"
        isPressed={query.isRegex}
        onClick={() => search({ ...query, isRegex: !query.isRegex })}
      >
        <Regex aria-hidden className="size-4" />
      </SearchButton>
      <SearchButton label="Previous match" onClick={() => search(query, 'previous')}>
        <ChevronUp aria-hidden className="size-4" />
      </SearchButton>
      <SearchButton label="Next match" onClick={() => search(query, 'next')}>
        <ChevronDown aria-hidden className="size-4" />
      </SearchButton>
      <SearchButton label="Close search" onClick={close}>
        <X aria-hidden className="size-4" />
      </SearchButton>
    </div>
  )
}

function SearchButton({
  label,
  isPressed,
  onClick,
  children,
}: {
  label: string
  isPressed?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Button
      variant="quiet"
      size="small-icon"
      aria-label={label}
      title={label}
      aria-pressed={isPressed}
      onClick={onClick}
      className="aria-pressed:bg-accent-soft aria-pressed:text-ink"
    >
      {children}
    </Button>
  )
}
