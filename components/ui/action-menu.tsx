'use client'

import { Ellipsis } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react'
import { Button } from './button.tsx'

export const MENU_ITEM =
  'flex h-7 cursor-pointer items-center gap-2 rounded px-2 outline-none select-none data-[disabled]:cursor-default data-[disabled]:text-ink-muted data-[disabled]:opacity-60 data-[highlighted]:bg-sunken pointer-coarse:h-9'

const ChooseContext = createContext<(act: () => void) => void>(() => undefined)

/** A menu behind three dots. What an item does happens after the menu has gone, with the focus back at the dots. */
export function ActionMenu({
  label,
  size = 'small-icon',
  landmark,
  onOpen,
  children,
}: {
  label: string
  size?: 'icon' | 'small-icon'
  /** The element around the menu, by which screen readers find it: a pane would cut it off. */
  landmark: 'main' | 'header'
  onOpen?: () => void
  /** `ActionMenuItem`s above all. */
  children: ReactNode
}) {
  const triggerRef = useRef<HTMLButtonElement>(null)
  const [container, setContainer] = useState<Element | null>(null)
  const takeTrigger = useCallback(
    (trigger: HTMLButtonElement | null) => {
      triggerRef.current = trigger
      setContainer(trigger?.closest(landmark) ?? null)
    },
    [landmark],
  )
  const chosen = useRef<() => void>(undefined)
  const choose = useCallback((act: () => void) => (chosen.current = act), [])

  /** A dialogue gives the focus back to where it was when it was opened. */
  function use(event: Event) {
    event.preventDefault()
    triggerRef.current?.focus()
    const act = chosen.current
    chosen.current = undefined
    act?.()
  }

  return (
    <DropdownMenu.Root
      modal={false}
      onOpenChange={(isOpen) => {
        if (isOpen) onOpen?.()
      }}
    >
      <DropdownMenu.Trigger asChild>
        <Button ref={takeTrigger} variant="quiet" size={size} aria-label={label} title={label}>
          <Ellipsis aria-hidden className="size-4" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={container}>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={use}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-56 overflow-y-auto rounded-md border border-line bg-surface p-1 text-sm text-ink shadow-lift"
        >
          <ChooseContext value={choose}>{children}</ChooseContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** `problem`: why it cannot be used now; undefined: it can. */
export function ActionMenuItem({
  problem,
  onUse,
  children,
}: {
  problem?: string | undefined
  onUse: () => void
  children: ReactNode
}) {
  const choose = useContext(ChooseContext)
  return (
    <DropdownMenu.Item
      className={MENU_ITEM}
      disabled={problem !== undefined}
      title={problem}
      onSelect={() => choose(onUse)}
    >
      {children}
    </DropdownMenu.Item>
  )
}

/** Something to read above the items. */
export function ActionMenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="mb-1 max-w-72 border-b border-line px-2 pt-1 pb-1.5 text-xs wrap-anywhere text-ink-muted">
      {children}
    </DropdownMenu.Label>
  )
}
