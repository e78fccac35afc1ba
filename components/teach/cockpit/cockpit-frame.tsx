import Link from 'next/link'
import type { ReactNode } from 'react'
import { keepFocus } from '../../ui/keep-focus.ts'
import { ThemeToggle } from '../../ui/theme-toggle.tsx'
import { Wordmark } from '../../ui/wordmark.tsx'

/** What is around a workshop's pages: as wide as the screen, for projectors. */
export function CockpitFrame({
  title,
  tools,
  children,
}: {
  title: string
  /** Beside the title. */
  tools?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-4 py-2">
        <Link href="/" prefetch={false} aria-label="Drydock: the first page" className="flex">
          <Wordmark />
        </Link>
        <Link
          href="/teach"
          prefetch={false}
          className="text-sm font-medium text-ink-muted underline-offset-4 hover:text-ink hover:underline"
        >
          Workshops
        </Link>
        <h1 className="min-w-0 flex-1 basis-60 truncate text-lg font-semibold tracking-tight" title={title}>
          {title}
        </h1>
        <ThemeToggle />
        {tools}
      </header>
      <main ref={keepFocus} className="relative flex min-h-0 flex-1 flex-col gap-4 p-4">
        {children}
      </main>
    </div>
  )
}
