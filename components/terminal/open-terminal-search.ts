import type { ISearchOptions, SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'
import { currentPalette } from './current-palette.ts'
import { PALETTES } from './terminal-palettes.ts'

/** More are not marked: each mark is an element of the page. */
export const MAX_MARKED_MATCHES = 1_000

export interface SearchQuery {
  text: string
  isCaseSensitive: boolean
  isRegex: boolean
}

export interface MatchCount {
  /** From 1; null while there is none, or one that is not among the marked. */
  current: number | null
  total: number
}

export interface TerminalSearch {
  /** Selects a match and scrolls to it. */
  find(query: SearchQuery, direction: 'next' | 'previous'): void
  close(): void
}

/** The addon is fetched with the first search. */
export function openTerminalSearch(terminal: Terminal, onCount: (count: MatchCount) => void): TerminalSearch {
  let addon: Promise<SearchAddon> | undefined
  let isClosed = false
  let lastQuery: SearchQuery | undefined
  const load = async () => {
    const { SearchAddon: Addon } = await import('@xterm/addon-search')
    const loaded = new Addon({ highlightLimit: MAX_MARKED_MATCHES })
    terminal.loadAddon(loaded)
    loaded.onDidChangeResults(({ resultIndex, resultCount }) =>
      onCount({ current: resultIndex === -1 ? null : resultIndex + 1, total: resultCount }),
    )
    return loaded
  }
  return {
    find: (query, direction) => {
      addon ??= load()
      addon
        .then((loaded) => {
          if (isClosed) return
          // The addon keeps the marks of the same text, also when it is to be read in another way now (0.16).
          if (lastQuery && isOtherKind(lastQuery, query)) loaded.clearDecorations()
          lastQuery = query
          if (direction === 'next') loaded.findNext(query.text, toOptions(query))
          else loaded.findPrevious(query.text, toOptions(query))
        })
        // Not fetched: the next search tries again.
        .catch(() => (addon = undefined))
    },
    close: () => {
      isClosed = true
      addon?.then((loaded) => loaded.dispose()).catch(() => undefined)
    },
  }
}

function isOtherKind(one: SearchQuery, other: SearchQuery): boolean {
  return one.isCaseSensitive !== other.isCaseSensitive || one.isRegex !== other.isRegex
}

function toOptions({ isCaseSensitive, isRegex }: SearchQuery): ISearchOptions {
  const { match, activeMatch, foreground } = PALETTES[currentPalette()]
  return {
    caseSensitive: isCaseSensitive,
    regex: isRegex,
    decorations: {
      matchBackground: match,
      matchOverviewRuler: match,
      activeMatchBackground: activeMatch,
      activeMatchBorder: foreground,
      activeMatchColorOverviewRuler: activeMatch,
    },
  }
}

/** Whether the search can take it; the addon would throw at a broken pattern. */
export function isSearchable({ text, isRegex }: SearchQuery): boolean {
  if (!isRegex) return true
  try {
    new RegExp(text)
    return true
  } catch {
    return false
  }
}
