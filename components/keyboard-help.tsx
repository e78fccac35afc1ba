'use client'

import { Keyboard } from 'lucide-react'
import { Button } from './ui/button.tsx'
import { PopoverPanel } from './ui/popover-panel.tsx'

const KEYS = [
  { keys: ['F6'], effect: 'Next part of the page; leaves the terminal' },
  { keys: ['Shift+F6'], effect: 'Previous part of the page' },
  { keys: ['Ctrl+C'], effect: 'In the terminal: copy the selection; without one, interrupt' },
  { keys: ['Ctrl+Shift+C'], effect: 'Copy the selection' },
  { keys: ['Ctrl+V', 'Ctrl+Shift+V'], effect: 'Paste' },
  { keys: ['←', '→'], effect: 'On the border between the halves: move it' },
] as const

export function KeyboardHelp() {
  return (
    <PopoverPanel
      label="Keyboard help"
      className="w-[min(24rem,calc(100vw-1.5rem))]"
      trigger={
        <Button variant="quiet" size="icon" aria-label="Keyboard help" title="Keyboard help">
          <Keyboard aria-hidden className="size-4" />
        </Button>
      }
    >
      <h2 className="text-sm font-semibold">Keyboard</h2>
      <dl className="mt-3 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2 text-sm">
        {KEYS.map(({ keys, effect }) => (
          <div key={effect} className="contents">
            <dt className="flex flex-wrap gap-1">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd className="text-ink-muted">{effect}</dd>
          </div>
        ))}
      </dl>
    </PopoverPanel>
  )
}
