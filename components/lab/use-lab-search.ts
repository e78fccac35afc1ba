'use client'

import type MiniSearch from 'minisearch'
import { useEffect, useState } from 'react'
import type { SearchSection } from './search-sections.ts'

const MAX_RESULTS = 20

export interface SearchResult extends SearchSection {
  /** Words of the section that were found. */
  words: string[]
}

export type LabSearch =
  { status: 'loading' } | { status: 'failed' } | { status: 'ready'; results: SearchResult[] }

interface Index {
  engine: MiniSearch<SearchSection>
  sections: ReadonlyMap<string, SearchSection>
}

/** Loads text and search engine when it is first used: most people never search. */
export function useLabSearch(lab: string, query: string): LabSearch {
  const [index, setIndex] = useState<Index | 'failed'>()
  useEffect(() => {
    let isWanted = true
    loadIndex(lab).then(
      (loaded) => isWanted && setIndex(loaded),
      () => isWanted && setIndex('failed'),
    )
    return () => void (isWanted = false)
  }, [lab])

  if (index === undefined) return { status: 'loading' }
  if (index === 'failed') return { status: 'failed' }
  return { status: 'ready', results: search(index, query) }
}

async function loadIndex(lab: string): Promise<Index> {
  const [{ default: Engine }, response] = await Promise.all([
    import('minisearch'),
    fetch(`/lab-search/${lab}`),
  ])
  if (!response.ok) throw new Error(`the search index is answered with ${response.status}`)
  const engine = new Engine<SearchSection>({
    fields: ['heading', 'chapter', 'text'],
    searchOptions: {
      boost: { heading: 4, chapter: 2 },
      // All words must be there; the last may not be typed to its end, and one letter in five may be wrong.
      combineWith: 'AND',
      prefix: true,
      fuzzy: 0.2,
    },
  })
  const sections = (await response.json()) as SearchSection[]
  engine.addAll(sections)
  return { engine, sections: new Map(sections.map((section) => [section.id, section])) }
}

function search({ engine, sections }: Index, query: string): SearchResult[] {
  return engine
    .search(query)
    .slice(0, MAX_RESULTS)
    .flatMap(({ id, terms }) => {
      const section = sections.get(String(id))
      return section ? [{ ...section, words: terms }] : []
    })
}
