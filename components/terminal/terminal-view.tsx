'use client'

import '@xterm/xterm/css/xterm.css'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { openXtermScreen, type ScreenEvents, type XtermScreen } from './xterm-screen.ts'

const FONT_SIZE_PX = 13

/** An xterm. Knows nothing of sockets: what is typed goes to callbacks, what is shown comes through the screen. */
export function TerminalView({
  label,
  focusRequests,
  onOpen,
  ...callbacks
}: {
  label: string
  /** Takes the keyboard whenever this rises. */
  focusRequests: number
  /** Called once with the screen; what it returns is called before the screen goes. */
  onOpen: (screen: XtermScreen) => () => void
} & ScreenEvents) {
  const elementRef = useRef<HTMLDivElement>(null)
  const [screen, setScreen] = useState<XtermScreen | null>(null)
  const [isFailed, setFailed] = useState(false)
  const onInput = useEffectEvent(callbacks.onInput)
  const onBinaryInput = useEffectEvent(callbacks.onBinaryInput)
  const onResize = useEffectEvent(callbacks.onResize)
  const onLeave = useEffectEvent(callbacks.onLeave)
  const opened = useEffectEvent(onOpen)

  useEffect(() => {
    const element = elementRef.current!
    const events: ScreenEvents = {
      onInput: (text) => onInput(text),
      onBinaryInput: (text) => onBinaryInput(text),
      onResize: () => onResize(),
      onLeave: (direction) => onLeave(direction),
    }
    let isGone = false
    let close = () => void (isGone = true)
    openXtermScreen(element, { label, fontSize: FONT_SIZE_PX, events })
      .then((opening) => {
        if (isGone) return opening.dispose()
        const onClose = opened(opening)
        setScreen(opening)
        close = () => {
          onClose()
          opening.dispose()
        }
      })
      .catch(() => setFailed(true))
    return () => close()
  }, [label])

  useEffect(() => {
    if (focusRequests > 0) screen?.focus()
  }, [screen, focusRequests])

  return (
    <div className="absolute inset-0 bg-term-background p-2 pr-0">
      {isFailed && (
        <p role="alert" className="text-sm">
          The terminal could not be loaded. Reload the page; your instances keep running.
        </p>
      )}
      <div ref={elementRef} className="size-full" />
    </div>
  )
}
