'use client'

import { X } from 'lucide-react'
import { Toast } from 'radix-ui'
import { Button } from '../ui/button.tsx'
import { useSession, useSessionClient } from './session-provider.tsx'

const SHOWN_MS = 12_000

/** Loaded with the first notice: most visits have none. */
export function NoticeToasts() {
  const client = useSessionClient()
  const notices = useSession((state) => state.notices)
  return (
    <Toast.Provider duration={SHOWN_MS} label="Notice">
      {notices.map(({ id, message }) => (
        <Toast.Root
          key={id}
          onOpenChange={(isOpen) => {
            if (!isOpen) client.notices.dismiss(id)
          }}
          className="flex items-start gap-2 rounded-lg border border-danger/40 bg-surface p-3 text-sm shadow-lift"
        >
          <Toast.Description className="min-w-0 flex-1">{message}</Toast.Description>
          <Toast.Close asChild>
            <Button variant="quiet" size="small-icon" aria-label="Dismiss">
              <X aria-hidden className="size-4" />
            </Button>
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="fixed right-4 bottom-16 z-50 flex w-[min(24rem,calc(100vw-2rem))] flex-col gap-2 lg:bottom-4" />
    </Toast.Provider>
  )
}
