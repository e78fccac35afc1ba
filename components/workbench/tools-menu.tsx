'use client'

import { DropdownMenu } from 'radix-ui'
import { ActionMenu, ActionMenuItem } from '../ui/action-menu.tsx'
import type { Tool, ToolName, Tools } from './workbench-tools.ts'

const GROUPS: readonly (readonly ToolName[])[] = [
  ['newTerminal', 'splitRight', 'splitDown', 'ownTab'],
  ['rename', 'moveLeft', 'moveRight', 'close'],
  ['search', 'playRecording'],
  ['upload', 'openFile', 'download'],
]

/** All tools, in words: on a narrow pane the only way to most of them. */
export function ToolsMenu({ tools }: { tools: Tools }) {
  return (
    <ActionMenu label="All terminal tools" landmark="main">
      {GROUPS.map((names, index) => (
        <DropdownMenu.Group key={names[0]} className={index > 0 ? 'mt-1 border-t border-line pt-1' : ''}>
          {names.map((name) => (
            <ToolItem key={name} tool={tools[name]} />
          ))}
        </DropdownMenu.Group>
      ))}
    </ActionMenu>
  )
}

function ToolItem({ tool: { name, Icon, keys, problem, onUse } }: { tool: Tool }) {
  return (
    <ActionMenuItem problem={problem} onUse={onUse}>
      <Icon aria-hidden className="size-3.5 text-ink-muted" />
      <span className="flex-1">{name}</span>
      {keys !== undefined && (
        <span aria-hidden className="pl-4 text-xs text-ink-muted pointer-coarse:hidden">
          {keys}
        </span>
      )}
    </ActionMenuItem>
  )
}
