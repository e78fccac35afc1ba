'use client'

import { useEffect, useState, type RefObject } from 'react'
import type { EditorDocument } from './editor-document.ts'
import { createFilesApi, type FileOrigin } from './file-request.ts'
import { FileWatch } from './file-watch.ts'

/** Notices outside changes of the file while the element is in view: a hidden tab asks nothing. */
export function useFileWatch(
  element: RefObject<HTMLElement | null>,
  { document, origin, path }: { document: EditorDocument; origin: FileOrigin; path: string },
): void {
  const isVisible = useIsVisible(element)
  const { instance, terminal } = origin
  useEffect(() => {
    if (!isVisible) return undefined
    const watch = new FileWatch({
      path,
      api: createFilesApi({ instance, terminal }),
      known: () => document.knownVersion,
      onVersion: (version) => document.changedOutside(version),
    })
    return () => watch.dispose()
  }, [isVisible, document, instance, terminal, path])
}

function useIsVisible(element: RefObject<HTMLElement | null>): boolean {
  const [isInView, setInView] = useState(false)
  const [isPageVisible, setPageVisible] = useState(true)
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => setInView(entries.at(-1)!.isIntersecting))
    observer.observe(element.current!)
    const changed = () => setPageVisible(window.document.visibilityState === 'visible')
    window.document.addEventListener('visibilitychange', changed)
    return () => {
      observer.disconnect()
      window.document.removeEventListener('visibilitychange', changed)
    }
  }, [element])
  return isInView && isPageVisible
}
