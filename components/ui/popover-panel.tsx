'use client'

import { Popover } from 'radix-ui'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export interface PopoverPanelProps {
  /** Of the panel. */
  label: string
  /** The button that opens it. */
  trigger: ReactNode
  /** Its width, and what else is special about it. */
  className: string
  /** From the edges of the window. */
  collisionPadding?: number
  children: ReactNode
}

/** Lies over the page while it is open, and takes no place in it. */
export function PopoverPanel({
  label,
  trigger,
  className,
  collisionPadding = 0,
  children,
}: PopoverPanelProps) {
  return (
    <Popover.Root>
      <Popover.Trigger asChild>{trigger}</Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={collisionPadding}
          aria-label={label}
          className={classNames('z-50 rounded-lg border border-line bg-surface p-4 shadow-lift', className)}
        >
          {children}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
