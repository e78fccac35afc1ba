'use client'

import { useParams } from 'next/navigation'
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { ChapterList } from './lab/chapter-list.tsx'
import type { LabSummary } from './lab/chapter-summary.ts'
import { PaneSwitch } from './pane-switch.tsx'
import { SessionPane } from './session-pane.tsx'
import { useSession } from './session/session-provider.tsx'
import { Split } from './ui/split.tsx'
import { useRemembered } from './ui/use-remembered.ts'
import { WorkspaceHeader } from './workspace-header.tsx'
import { focusNextPane } from './workspace-panes.ts'

const ClassNews = lazy(async () => ({ default: (await import('./class/class-news.tsx')).ClassNews }))

/** The page of a lab: chapter list, chapter, and the session with its terminals. */
export function LabWorkspace({ lab, children }: { lab: LabSummary; children: ReactNode }) {
  const { chapter: path } = useParams<{ chapter?: string[] }>()
  const current = path?.[0] ?? lab.chapters[0]?.id ?? ''
  const pane = useSession((state) => state.pane)
  const isInClass = useSession((state) => state.classView !== null)
  const [listState, setListState] = useRemembered('drydock-chapter-list', 'open')
  const chapterRef = useRef<HTMLElement>(null)

  // The chapter scrolls in its pane, not in the window, so a new one has to be brought to its top.
  useEffect(() => {
    if (window.location.hash === '') chapterRef.current?.scrollTo(0, 0)
  }, [current])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented)
        return
      event.preventDefault()
      focusNextPane(event.shiftKey ? 'backward' : 'forward')
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    // What is hidden for the eye in a pane that scrolls must not make the page scroll, too.
    <div data-pane={pane} className="workspace relative flex h-dvh flex-col overflow-clip">
      <a
        href="#pane-chapter"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-md bg-accent px-3 py-2 text-sm text-on-accent focus:translate-y-0"
      >
        Skip to the chapter
      </a>
      <WorkspaceHeader
        lab={lab}
        current={current}
        isListOpen={listState === 'open'}
        onToggleList={() => setListState(listState === 'open' ? 'closed' : 'open')}
      />
      <Suspense>{isInClass && <ClassNews />}</Suspense>
      <div className="flex min-h-0 flex-1">
        {listState === 'open' && (
          <nav
            id="pane-chapters"
            aria-label="Chapters"
            tabIndex={-1}
            className="hidden w-64 shrink-0 overflow-y-auto border-r border-line bg-page p-3 xl:block print:hidden"
          >
            <ChapterList lab={lab} current={current} />
          </nav>
        )}
        <main className="flex min-w-0 flex-1">
          <Split
            id="drydock-workspace"
            separatorLabel="Width of the chapter"
            first={{
              id: 'panel-chapter',
              content: (
                <section
                  ref={chapterRef}
                  id="pane-chapter"
                  aria-label="Chapter"
                  tabIndex={-1}
                  className="h-full overflow-y-auto bg-surface"
                >
                  {children}
                </section>
              ),
            }}
            second={{
              id: 'panel-session',
              content: (
                <section
                  id="pane-session"
                  aria-label="Session"
                  tabIndex={-1}
                  className="relative h-full overflow-y-auto bg-page"
                >
                  <SessionPane lab={lab} />
                </section>
              ),
            }}
          />
        </main>
      </div>
      <PaneSwitch />
    </div>
  )
}
