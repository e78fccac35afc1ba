'use client'

import { Button } from '../ui/button.tsx'
import type { Tool } from './workbench-tools.ts'

export function ToolButton({ tool: { name, Icon, problem, onUse } }: { tool: Tool }) {
  return (
    <Button
      variant="quiet"
      size="small-icon"
      aria-label={name}
      title={problem === undefined ? name : `${name}: ${problem}`}
      aria-disabled={problem !== undefined}
      onClick={() => {
        if (problem === undefined) onUse()
      }}
      className="aria-disabled:border-transparent aria-disabled:bg-transparent aria-disabled:opacity-50"
    >
      <Icon aria-hidden className="size-4" />
    </Button>
  )
}
