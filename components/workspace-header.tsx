'use client'

import { PanelLeft } from 'lucide-react'
import Link from 'next/link'
import { ChapterDrawer } from './chapter-drawer.tsx'
import { HubNavigation } from './hub-navigation.tsx'
import { KeyboardHelp } from './keyboard-help.tsx'
import { ChapterSearch } from './lab/chapter-search.tsx'
import type { LabSummary } from './lab/chapter-summary.ts'
import { LabsNavigation } from './labs-navigation.tsx'
import { Button } from './ui/button.tsx'
import { ThemeToggle } from './ui/theme-toggle.tsx'
import { Wordmark } from './ui/wordmark.tsx'

export function WorkspaceHeader({
  lab,
  current,
  isListOpen,
  onToggleList,
}: {
  lab: LabSummary
  current: string
  isListOpen: boolean
  onToggleList: () => void
}) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-page px-3 print:hidden">
      <ChapterDrawer lab={lab} current={current} />
      <Button
        variant="quiet"
        size="icon"
        className="max-xl:hidden"
        aria-label="Chapters"
        aria-expanded={isListOpen}
        title={isListOpen ? 'Hide the chapters' : 'Show the chapters'}
        onClick={onToggleList}
      >
        <PanelLeft aria-hidden className="size-4" />
      </Button>
      <Link href="/" aria-label="Drydock: the first page" className="flex shrink-0">
        <Wordmark />
      </Link>
      <span className="ml-2 hidden min-w-0 truncate border-l border-line pl-4 text-sm text-ink-muted sm:block">
        {lab.title}
      </span>
      <div className="ml-auto flex items-center gap-1">
        <ChapterSearch lab={lab.id} />
        <LabsNavigation />
        <HubNavigation />
        {/* Where there is no room, there is no keyboard either. */}
        <span className="max-sm:hidden">
          <KeyboardHelp />
        </span>
        <ThemeToggle />
      </div>
    </header>
  )
}
