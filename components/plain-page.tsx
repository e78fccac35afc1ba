import Link from 'next/link'
import type { ReactNode } from 'react'
import { HubNavigation } from './hub-navigation.tsx'
import { LabsNavigation } from './labs-navigation.tsx'
import { ThemeToggle } from './ui/theme-toggle.tsx'
import { Wordmark } from './ui/wordmark.tsx'

/** A page without a workspace. */
export function PlainPage({
  title,
  isWide = false,
  children,
}: {
  title: string
  isWide?: boolean
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col print:block print:min-h-0">
      <header className="print:hidden flex h-12 items-center justify-between border-b border-line bg-surface px-4">
        <Link href="/" aria-label="Drydock: the first page" className="flex">
          <Wordmark />
        </Link>
        <div className="flex items-center gap-1">
          <LabsNavigation />
          <HubNavigation />
          <ThemeToggle />
        </div>
      </header>
      <main
        className={`mx-auto w-full px-5 py-10 print:max-w-none print:p-0 ${isWide ? 'max-w-6xl' : 'max-w-3xl'}`}
      >
        <h1 className="mb-5 print:hidden text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {children}
      </main>
    </div>
  )
}
