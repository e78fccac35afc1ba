'use client'

import { useEffect, useRef } from 'react'

/** Of what has come in the place of a form: the keyboard, and who listens, go on from here. */
export function ArrivedHeading({ children }: { children: string }) {
  const ref = useRef<HTMLHeadingElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return (
    // Nothing can be done with it: a frame around it would only look like a field.
    <h2 ref={ref} tabIndex={-1} className="text-lg outline-none font-semibold wrap-anywhere">
      {children}
    </h2>
  )
}
