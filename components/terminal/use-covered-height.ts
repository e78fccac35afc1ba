'use client'

import { useEffect, useState, type RefObject } from 'react'

/**
 * How much of an element's lower end the on-screen keyboard lies over. Most browsers do not make the page smaller for
 * it, and the keys right above the keyboard are those that must be seen.
 */
export function useCoveredHeight(ref: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0)

  useEffect(() => {
    const viewport = window.visualViewport
    if (!viewport) return
    const measure = () => {
      const bottom = ref.current?.getBoundingClientRect().bottom ?? 0
      // A page that was zoomed into shows less of itself too, but nothing lies over it.
      const isZoomed = viewport.scale > 1.01
      setHeight(isZoomed ? 0 : Math.max(0, Math.round(bottom - viewport.offsetTop - viewport.height)))
    }
    viewport.addEventListener('resize', measure)
    viewport.addEventListener('scroll', measure)
    return () => {
      viewport.removeEventListener('resize', measure)
      viewport.removeEventListener('scroll', measure)
    }
  }, [ref])

  return height
}
