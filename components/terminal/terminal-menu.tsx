'use client'

import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { keyLabels } from './key-labels.ts'
import { nextItem } from './next-menu-item.ts'
import type { PromptAction } from './prompt-keys.ts'
import type { TerminalTools } from './terminal-tools.ts'
import { openSearch, type TerminalUi } from './terminal-ui.ts'

/** From the window's edges. */
const MARGIN_PX = 4

interface MenuProps {
  ui: TerminalUi
  tools: TerminalTools
  perform: (action: PromptAction) => void
}

export function TerminalMenu(props: MenuProps) {
  const at = useStore(props.ui, (state) => state.menuAt)
  return at && <OpenMenu key={`${at.x} ${at.y}`} at={at} {...props} />
}

/** In the top layer, as panes cut off what is wider than they are; opened and closed by us, as a release of the right button would close it. */
function OpenMenu({ at, ui, tools, perform }: MenuProps & { at: { x: number; y: number } }) {
  const ref = useRef<HTMLDivElement>(null)
  const labels = keyLabels()

  useLayoutEffect(() => {
    const menu = ref.current!
    menu.showPopover()
    const { width, height } = menu.getBoundingClientRect()
    menu.style.left = `${Math.max(MARGIN_PX, Math.min(at.x, window.innerWidth - width - MARGIN_PX))}px`
    menu.style.top = `${Math.max(MARGIN_PX, Math.min(at.y, window.innerHeight - height - MARGIN_PX))}px`
    menu.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [at])

  useEffect(() => {
    const closeFromOutside = (event: Event) => {
      if (!ref.current?.contains(event.target as Node)) ui.setState({ menuAt: null })
    }
    document.addEventListener('pointerdown', closeFromOutside, { capture: true })
    window.addEventListener('blur', closeFromOutside)
    return () => {
      document.removeEventListener('pointerdown', closeFromOutside, { capture: true })
      window.removeEventListener('blur', closeFromOutside)
    }
  }, [ui])

  function close() {
    ui.setState({ menuAt: null })
    tools.focus()
  }
  function handleKey(event: KeyboardEvent) {
    const items = [...ref.current!.querySelectorAll<HTMLElement>('[role=menuitem]')]
    const next = nextItem(event.key, {
      current: items.indexOf(document.activeElement as HTMLElement),
      count: items.length,
    })
    if (next !== undefined) items[next]?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    else return
    event.preventDefault()
  }
  const act = (action: () => void) => () => {
    close()
    action()
  }

  return (
    <div
      ref={ref}
      popover="manual"
      role="menu"
      aria-label="Terminal"
      onKeyDown={handleKey}
      onContextMenu={(event) => event.preventDefault()}
      className="fixed m-0 min-w-52 rounded-md border border-line bg-surface p-1 text-sm text-ink shadow-lift"
    >
      <MenuItem
        name="Copy"
        keys={labels.copy}
        isDisabled={!tools.hasSelection()}
        onSelect={act(tools.copySelection)}
      />
      <MenuItem name="Copy output" keys={labels.copyOutput} onSelect={act(() => perform('copy-output'))} />
      <MenuItem name="Paste" keys={labels.paste} onSelect={act(tools.pasteFromClipboard)} />
      <MenuItem name="Select all" onSelect={act(tools.selectAll)} />
      <MenuItem name="Search…" keys={labels.search} onSelect={act(() => openSearch(ui))} />
      <MenuItem name="Clear" onSelect={act(tools.clear)} />
    </div>
  )
}

function MenuItem({
  name,
  keys,
  isDisabled = false,
  onSelect,
}: {
  name: string
  keys?: string
  isDisabled?: boolean
  onSelect: () => void
}) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={isDisabled}
      onClick={() => {
        if (!isDisabled) onSelect()
      }}
      onPointerMove={(event) => event.currentTarget.focus()}
      className="flex w-full cursor-pointer items-center justify-between gap-6 rounded px-2 py-1 text-left focus:bg-sunken focus:outline-none aria-disabled:cursor-default aria-disabled:text-ink-muted"
    >
      {name}
      {keys !== undefined && (
        <span aria-hidden className="text-xs text-ink-muted">
          {keys}
        </span>
      )}
    </button>
  )
}
