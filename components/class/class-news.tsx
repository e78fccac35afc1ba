'use client'

import { useSession, useSessionClient } from '../session/session-provider.tsx'
import { Button } from '../ui/button.tsx'
import { latestNews } from './class-words.ts'

/** Where a narrow screen shows the chapter alone: what waits for the participant in the other half. */
export function ClassNews() {
  const client = useSessionClient()
  const isHidden = useSession(({ pane }) => pane === 'terminal')
  const news = useSession(({ classView }) => classView && latestNews(classView))
  return (
    <div role="status" className="lg:hidden print:hidden">
      {news !== null && !isHidden && (
        <div className="flex items-center gap-2 border-b border-line bg-accent-soft px-3 py-1.5 text-sm">
          <p className="min-w-0 flex-1 truncate">{news}</p>
          <Button size="small" onClick={() => client.showPane('terminal')}>
            Show
          </Button>
        </div>
      )}
    </div>
  )
}
