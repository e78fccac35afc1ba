'use client'

import { Search } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useEffect, useId, useState } from 'react'
import { hubSearchAnswerSchema } from '../../server/protocol/hub.ts'
import { useSession } from '../session/session-provider.tsx'
import { replaceAddress } from '../ui/replace-address.ts'
import { HubFailure, HubOutOfDate } from './hub-problem.tsx'
import { HUB_PATH, searchApiPath } from './hub-path.ts'
import { HubResults } from './hub-results.tsx'
import { HubSkeleton } from './hub-skeleton.tsx'
import { useHubResource } from './use-hub-resource.ts'
import { useSettled } from './use-settled.ts'

/** Long enough to spare the server a request for each letter, short enough not to be noticed. */
const QUIET_MS = 150
const PARAMETER = 'q'

export function HubSearch() {
  const parameters = useSearchParams()
  const [text, setText] = useState(parameters.get(PARAMETER) ?? '')
  const query = useSettled(text.trim(), QUIET_MS)
  const pushes = useSession(({ hubPushes }) =>
    Object.values(hubPushes).reduce((sum, count) => sum + count, 0),
  )
  const [resource, retry] = useHubResource(searchApiPath(query), hubSearchAnswerSchema, pushes)
  useAddress(query)

  return (
    <>
      <SearchBox text={text} onText={setText} />
      {resource.status === 'loading' && <HubSkeleton label="Reading the Hub …" cards={6} />}
      {(resource.status === 'failed' || resource.status === 'missing') && (
        <HubFailure
          problem={resource.status === 'failed' ? resource.problem : 'The Hub has no search here.'}
          onRetry={retry}
        />
      )}
      {resource.status === 'shown' && (
        <div aria-busy={resource.path !== searchApiPath(text.trim())}>
          {resource.problem !== null && <HubOutOfDate problem={resource.problem} onRetry={retry} />}
          <HubResults query={queryOf(resource.path)} answer={resource.data} />
        </div>
      )}
    </>
  )
}

/** Works as a form too, before the page's scripts have come. */
function SearchBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  const inputId = useId()
  return (
    <form
      role="search"
      action={HUB_PATH}
      method="get"
      onSubmit={(event) => event.preventDefault()}
      className="relative mb-7 max-w-xl"
    >
      <label htmlFor={inputId} className="sr-only">
        Search the Hub
      </label>
      <Search aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-ink-muted" />
      <input
        id={inputId}
        type="search"
        name={PARAMETER}
        value={text}
        onChange={(event) => onText(event.target.value)}
        placeholder="nginx, alpine, registry …"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        className="h-10 w-full rounded-md border border-line-strong bg-surface pr-3 pl-9 text-base placeholder:text-ink-muted"
      />
    </form>
  )
}

/** Keeps the address in step, so that it can be shared and returned to; a letter is not a page to go back to. */
function useAddress(query: string): void {
  useEffect(() => {
    const url = new URL(window.location.href)
    if ((url.searchParams.get(PARAMETER) ?? '') === query) return
    if (query === '') url.searchParams.delete(PARAMETER)
    else url.searchParams.set(PARAMETER, query)
    replaceAddress(url)
  }, [query])
}

/** What the shown results are for; the box may be ahead of them. */
function queryOf(apiPath: string): string {
  return new URLSearchParams(apiPath.slice(apiPath.indexOf('?'))).get(PARAMETER) ?? ''
}
