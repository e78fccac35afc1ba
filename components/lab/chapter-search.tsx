'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { chapterPath } from './chapter-summary.ts'
import { SearchBox } from './search-box.tsx'

/** A button, and Ctrl+K everywhere but in a terminal, where it is the shell's: readline cuts the line with it. */
export function ChapterSearch({ lab }: { lab: string }) {
  const router = useRouter()
  const client = useSessionClient()
  const [isOpen, setOpen] = useState(false)

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isShortcut = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)
      if (!isShortcut || event.altKey || event.shiftKey || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest('.xterm')) return
      event.preventDefault()
      setOpen(true)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return (
    <>
      <Button
        variant="quiet"
        size="medium"
        className="gap-1.5 px-2"
        aria-label="Search the chapters, Ctrl K"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
        title="Search the chapters (Ctrl+K)"
        onClick={() => setOpen(true)}
      >
        <Search aria-hidden className="size-4" />
        <span className="max-sm:sr-only">Search</span>
      </Button>
      <ModalDialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        label="Search"
        className="mx-auto mt-[10dvh] max-h-[80dvh] w-[min(36rem,calc(100vw-1.5rem))] rounded-lg border open:flex open:flex-col"
      >
        <SearchBox
          lab={lab}
          onChoose={(path) => {
            setOpen(false)
            client.showPane('chapter')
            router.push(chapterPath(lab, path))
          }}
        />
      </ModalDialog>
    </>
  )
}
