'use client'

import { Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { useCallback, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import type { Tool, ToolName, Tools } from './workbench-tools.ts'

const GROUPS: readonly (readonly ToolName[])[] = [
  ['newTerminal', 'splitRight', 'splitDown', 'ownTab'],
  ['rename', 'moveLeft', 'moveRight', 'close'],
  ['search', 'playRecording'],
  ['upload', 'openFile', 'download'],
]

/** All tools, in words: on a narrow pane the only way to most of them. */
export function ToolsMenu({ tools }: { tools: Tools }) {
  const triggerRef = useRef<HTMLButtonElement>(null)
  const [landmark, setLandmark] = useState<Element | null>(null)
  const takeTrigger = useCallback((trigger: HTMLButtonElement | null) => {
    triggerRef.current = trigger
    setLandmark(trigger?.closest('main') ?? null)
  }, [])
  const chosen = useRef<Tool>(undefined)

  /** After the menu has gone: a dialogue gives the focus back to where it was when it was opened. */
  function use(event: Event) {
    event.preventDefault()
    triggerRef.current?.focus()
    const tool = chosen.current
    chosen.current = undefined
    tool?.onUse()
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button
          ref={takeTrigger}
          variant="quiet"
          size="small-icon"
          aria-label="All terminal tools"
          title="All terminal tools"
        >
          <Ellipsis aria-hidden className="size-4" />
        </Button>
      </DropdownMenu.Trigger>
      {/* Outside of the pane, which would cut it off, but not of the landmark, by which screen readers find it. */}
      <DropdownMenu.Portal container={landmark}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={use}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 overflow-y-auto rounded-md border border-line bg-surface p-1 text-sm text-ink shadow-lift"
        >
          {GROUPS.map((names, index) => (
            <DropdownMenu.Group key={names[0]} className={index > 0 ? 'mt-1 border-t border-line pt-1' : ''}>
              {names.map((name) => (
                <ToolItem key={name} tool={tools[name]} onSelect={() => (chosen.current = tools[name])} />
              ))}
            </DropdownMenu.Group>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

function ToolItem({ tool: { name, Icon, keys, problem }, onSelect }: { tool: Tool; onSelect: () => void }) {
  return (
    <DropdownMenu.Item
      disabled={problem !== undefined}
      onSelect={onSelect}
      title={problem}
      className="flex h-7 cursor-pointer items-center gap-2 rounded px-2 outline-none select-none data-[disabled]:cursor-default data-[disabled]:text-ink-muted data-[disabled]:opacity-60 data-[highlighted]:bg-sunken pointer-coarse:h-9"
    >
      <Icon aria-hidden className="size-3.5 text-ink-muted" />
      <span className="flex-1">{name}</span>
      {keys !== undefined && (
        <span aria-hidden className="pl-4 text-xs text-ink-muted pointer-coarse:hidden">
          {keys}
        </span>
      )}
    </DropdownMenu.Item>
  )
}
