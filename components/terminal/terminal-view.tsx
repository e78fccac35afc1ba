'use client'

import '@xterm/xterm/css/xterm.css'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { StickyModifiers } from './sticky-modifiers.ts'
import { TerminalOverlays } from './terminal-overlays.tsx'
import { createTerminalUi } from './terminal-ui.ts'
import { TouchBar } from './touch-bar.tsx'
import { useTerminalBackground } from './use-terminal-background.ts'
import { openXtermScreen, type ScreenEvents, type XtermScreen } from './xterm-screen.ts'

/** An xterm. Knows nothing of sockets: what is typed goes to callbacks, what is shown comes through the screen. */
export function TerminalView({
  label,
  isInUse,
  keysPlace,
  focusRequests,
  isReadOnly = false,
  onOpen,
  ...callbacks
}: {
  label: string
  /** Of several side by side, one has the keys for touch screens, and the tip. */
  isInUse: boolean
  /** Where these keys are shown: below all of them, so that none changes its size with the one in use. */
  keysPlace: HTMLElement | null
  /** Takes the keyboard whenever this rises. */
  focusRequests: number
  /** Keys go to no shell. */
  isReadOnly?: boolean
  /** Called once with the screen; what it returns is called before the screen goes. */
  onOpen: (screen: XtermScreen) => () => void
} & Omit<ScreenEvents, 'onTitle'> &
  Partial<Pick<ScreenEvents, 'onTitle'>>) {
  const elementRef = useRef<HTMLDivElement>(null)
  const [modifiers] = useState(() => new StickyModifiers())
  const [screen, setScreen] = useState<XtermScreen | null>(null)
  const [ui] = useState(createTerminalUi)
  const background = useTerminalBackground()
  const [isFailed, setFailed] = useState(false)
  const onInput = useEffectEvent(callbacks.onInput)
  const onBinaryInput = useEffectEvent(callbacks.onBinaryInput)
  const onResize = useEffectEvent(callbacks.onResize)
  const onLeave = useEffectEvent(callbacks.onLeave)
  const onTitle = useEffectEvent((title: string) => callbacks.onTitle?.(title))
  const opened = useEffectEvent(onOpen)

  useEffect(() => {
    const element = elementRef.current!
    const events: ScreenEvents = {
      onInput: (text) => onInput(modifiers.apply(text)),
      onBinaryInput: (text) => onBinaryInput(text),
      onResize: () => onResize(),
      onLeave: (direction) => onLeave(direction),
      onTitle: (title) => onTitle(title),
    }
    let isGone = false
    let close = () => void (isGone = true)
    openXtermScreen(element, { label, ui, events, isReadOnly })
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
  }, [label, ui, modifiers, isReadOnly])

  useEffect(() => {
    if (focusRequests > 0) screen?.focus()
  }, [screen, focusRequests])

  return (
    <div data-terminal style={background} className="absolute inset-0 bg-term-background py-2 pl-1">
      {isFailed && (
        <p role="alert" className="pl-4 text-sm">
          The terminal could not be loaded. Reload the page; your instances keep running.
        </p>
      )}
      {screen && <TerminalOverlays ui={ui} screen={screen} hasTip={isInUse} />}
      <div ref={elementRef} className="size-full" />
      {screen &&
        isInUse &&
        keysPlace &&
        createPortal(
          <TouchBar
            modifiers={modifiers}
            onKey={(key) => screen.press(key, modifiers.take())}
            onModifier={() => screen.focus()}
            onPaste={screen.tools.pasteFromClipboard}
          />,
          keysPlace,
        )}
    </div>
  )
}
