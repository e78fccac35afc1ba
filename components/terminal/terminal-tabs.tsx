'use client'

import { Tabs } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'

export interface TerminalTab {
  name: string
  state: 'ready' | 'starting' | 'failed'
  content: ReactNode
}

const STATE_COLOURS = { ready: 'bg-accent', starting: 'bg-warn', failed: 'bg-danger' } as const

/**
 * One tab for each instance. All stay in the page, on top of each other and of full size: a hidden terminal keeps
 * its content and follows the size of the pane.
 */
export function TerminalTabs({
  tabs,
  active,
  onSelect,
  hint,
}: {
  tabs: TerminalTab[]
  active: string
  onSelect: (name: string) => void
  hint: ReactNode
}) {
  return (
    <Tabs.Root value={active} onValueChange={onSelect} className="flex flex-1 flex-col">
      <div className="flex items-end justify-between gap-3 border-b border-line bg-sunken px-2 pt-1.5">
        <Tabs.List aria-label="Terminals" className="flex min-w-0 gap-1 overflow-x-auto">
          {tabs.map(({ name, state }) => (
            <Tabs.Trigger
              key={name}
              value={name}
              className={classNames(
                'flex h-8 cursor-pointer items-center gap-2 rounded-t-md border border-b-0 border-transparent px-3',
                'font-mono text-xs text-ink-muted hover:text-ink focus-visible:-outline-offset-2',
                'data-[state=active]:border-line data-[state=active]:bg-term-background data-[state=active]:text-ink',
              )}
            >
              <span aria-hidden className={classNames('size-2 rounded-full', STATE_COLOURS[state])} />
              {name}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <div className="hidden pb-1.5 text-xs text-ink-muted sm:block">{hint}</div>
      </div>
      {/* Room for a prompt, whatever is above it; the pane scrolls then. */}
      <div className="relative min-h-32 flex-1">
        {tabs.map(({ name, content }) => (
          <Tabs.Content
            key={name}
            value={name}
            forceMount
            tabIndex={-1}
            className="absolute inset-0 data-[state=inactive]:invisible"
          >
            {content}
          </Tabs.Content>
        ))}
      </div>
    </Tabs.Root>
  )
}
