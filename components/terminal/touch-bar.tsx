'use client'

import { Toolbar } from 'radix-ui'
import { useSyncExternalStore } from 'react'
import type { StickyModifiers } from './sticky-modifiers.ts'
import { TouchKey } from './touch-key.tsx'
import type { VirtualKey } from './virtual-keys.ts'

/** Two rows of seven: on a phone each key is a finger wide, and the arrows lie as on a keyboard. */
const FIRST_ROW = [
  { key: 'escape', shown: 'Esc' },
  { key: '~', shown: '~', label: 'Tilde' },
  { key: '|', shown: '|', label: 'Pipe' },
  { key: '/', shown: '/', label: 'Slash' },
  { key: '-', shown: '-', label: 'Hyphen' },
  { key: 'up', shown: '↑', label: 'Arrow up', isRepeating: true },
] as const satisfies readonly KeySpec[]
const SECOND_ROW_END = [
  { key: 'interrupt', shown: 'Ctrl+C' },
  { key: 'left', shown: '←', label: 'Arrow left', isRepeating: true },
  { key: 'down', shown: '↓', label: 'Arrow down', isRepeating: true },
  { key: 'right', shown: '→', label: 'Arrow right', isRepeating: true },
] as const satisfies readonly KeySpec[]

interface KeySpec {
  key: VirtualKey
  shown: string
  label?: string
  isRepeating?: boolean
}

/** The keys that the on-screen keyboards of phones and tablets lack. Who has a mouse has a keyboard too. */
export function TouchBar({
  modifiers,
  onKey,
  onModifier,
  onPaste,
}: {
  modifiers: StickyModifiers
  onKey: (key: VirtualKey) => void
  /** Ctrl or Alt was tapped; the key that it is for is typed next. */
  onModifier: () => void
  onPaste: () => void
}) {
  const held = useSyncExternalStore(modifiers.subscribe, modifiers.held, modifiers.held)
  const keys = (specs: readonly KeySpec[]) =>
    specs.map(({ key, shown, label, isRepeating }) => (
      <TouchKey key={key} label={label} isRepeating={isRepeating} onPress={() => onKey(key)}>
        {shown}
      </TouchKey>
    ))
  const modifier = (name: 'ctrl' | 'alt', shown: string) => (
    <TouchKey
      isPressed={held[name]}
      onPress={() => {
        modifiers.toggle(name)
        onModifier()
      }}
    >
      {shown}
    </TouchKey>
  )
  return (
    <Toolbar.Root
      aria-label="Terminal keys"
      className="hidden grid-cols-7 gap-1 border-t border-line bg-sunken p-1 max-sm:grid pointer-coarse:grid print:hidden"
    >
      {keys(FIRST_ROW)}
      <TouchKey onPress={onPaste}>Paste</TouchKey>
      <TouchKey onPress={() => onKey('tab')}>Tab</TouchKey>
      {modifier('ctrl', 'Ctrl')}
      {modifier('alt', 'Alt')}
      {keys(SECOND_ROW_END)}
    </Toolbar.Root>
  )
}
