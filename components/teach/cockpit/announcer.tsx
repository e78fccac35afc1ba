'use client'

import { useCallback } from 'react'
import { openLiveRegion } from '../../terminal/live-region.ts'
import { useCockpitClient } from './cockpit-provider.tsx'
import { cockpitNews } from './cockpit-news.ts'

/** Tells who listens to the page what has happened in the class, whatever part of it is open. */
export function Announcer() {
  const { store } = useCockpitClient()
  const follow = useCallback(
    (parent: HTMLElement | null) => {
      if (!parent) return undefined
      const region = openLiveRegion(parent)
      const stop = store.subscribe((state, before) => {
        const news = cockpitNews(before, state)
        if (news !== null) region.say(news)
      })
      return () => {
        stop()
        region.dispose()
      }
    },
    [store],
  )
  return <div ref={follow} />
}
