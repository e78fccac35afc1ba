import type { ComponentProps } from 'react'
import { classNames } from './class-names.ts'

const VARIANTS = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  plain: 'bg-surface text-ink border-line-strong/60 hover:border-line-strong hover:bg-sunken',
  quiet: 'border-transparent text-ink-muted hover:bg-sunken hover:text-ink',
  danger: 'bg-danger text-on-danger border-transparent hover:opacity-90',
} as const

const SIZES = {
  small: 'h-7 gap-1.5 px-2 text-xs',
  medium: 'h-8 gap-2 px-3 text-sm',
  large: 'h-11 gap-2.5 px-5 text-base',
  icon: 'size-8 justify-center',
  'small-icon': 'size-7 justify-center',
} as const

export type ButtonProps = ComponentProps<'button'> & {
  variant?: keyof typeof VARIANTS
  size?: keyof typeof SIZES
}

/** `aria-disabled` keeps a button reachable, so that its reason can be read. */
export function Button({ variant = 'plain', size = 'medium', className, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        'inline-flex shrink-0 cursor-pointer items-center rounded-md border font-medium whitespace-nowrap',
        'transition-colors aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken',
        'aria-disabled:text-ink-muted disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-muted',
        VARIANTS[variant],
        SIZES[size],
        className,
      )}
    />
  )
}
