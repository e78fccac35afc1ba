'use client'

import { Toolbar } from 'radix-ui'
import { useEffect, useRef, type ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'
import { repeatWhileHeld } from './repeat-while-held.ts'

/** A key of the touch bar. A tap leaves the focus, and with it the on-screen keyboard, where it is. */
export function TouchKey({
  label,
  isRepeating = false,
  isPressed,
  onPress,
  children,
}: {
  /** When what it shows is no name. */
  label?: string
  isRepeating?: boolean
  /** For keys that stay down. */
  isPressed?: boolean
  onPress: () => void
  children: ReactNode
}) {
  const release = useRef<() => void>(undefined)
  const wasHeld = useRef(false)

  function letGo() {
    release.current?.()
    release.current = undefined
  }
  useEffect(() => letGo, [])

  return (
    <Toolbar.Button
      aria-label={label}
      aria-pressed={isPressed}
      onPointerDown={(event) => {
        event.preventDefault()
        if (!isRepeating || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        wasHeld.current = true
        letGo()
        release.current = repeatWhileHeld(onPress)
      }}
      onPointerUp={letGo}
      onPointerCancel={letGo}
      onLostPointerCapture={letGo}
      onMouseDown={(event) => event.preventDefault()}
      onContextMenu={(event) => event.preventDefault()}
      // Keyboards and screen readers click without a pointer.
      onClick={() => {
        if (!wasHeld.current) onPress()
        wasHeld.current = false
      }}
      className={classNames(
        'flex h-10 min-w-10 cursor-pointer touch-none items-center justify-center rounded-md border font-mono text-xs select-none',
        'focus-visible:-outline-offset-2',
        isPressed
          ? 'border-accent bg-accent text-on-accent'
          : 'border-line bg-surface text-ink active:bg-accent-soft',
      )}
    >
      {children}
    </Toolbar.Button>
  )
}
