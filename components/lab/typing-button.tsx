'use client'

import { Play } from 'lucide-react'
import { Button, type ButtonProps } from '../ui/button.tsx'
import type { TypingAttempt } from './use-typing.ts'

/** Stays reachable when it can do nothing, so that its reason can be read. */
export function TypingButton({
  attempt,
  label,
  title,
  ...rest
}: { attempt: TypingAttempt; label: string; title: string } & Omit<
  ButtonProps,
  'onClick' | 'title' | 'children'
>) {
  const { target } = attempt
  const isDisabled = target.status === 'offline' || target.status === 'unknown-value'
  return (
    <Button
      size="small"
      {...rest}
      onClick={attempt.attempt}
      aria-disabled={isDisabled}
      title={isDisabled ? target.reason : title}
    >
      <Play aria-hidden className="size-3 fill-current" />
      {label}
    </Button>
  )
}
