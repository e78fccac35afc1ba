import { useId, type ComponentProps, type ReactNode } from 'react'
import { classNames } from './class-names.ts'

const CONTROL =
  'w-full rounded-md border border-line-strong bg-surface px-2 py-1.5 text-sm disabled:bg-sunken disabled:text-ink-muted'

interface Labelled {
  label: string
  /** What one must know to fill it in. */
  hint?: ReactNode
  /** Of the whole field. */
  className?: string | undefined
}

export function Field({ label, hint, className, ...input }: Labelled & Omit<ComponentProps<'input'>, 'id'>) {
  const id = useId()
  return (
    <div className={className}>
      <FieldLabel id={id} label={label} />
      <input
        autoComplete="off"
        {...input}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={CONTROL}
      />
      <FieldHint id={id} hint={hint} />
    </div>
  )
}

export function AreaField({
  label,
  hint,
  className,
  isCode = false,
  ...area
}: Labelled & { isCode?: boolean } & Omit<ComponentProps<'textarea'>, 'id'>) {
  const id = useId()
  return (
    <div className={className}>
      <FieldLabel id={id} label={label} />
      <textarea
        rows={3}
        {...area}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={classNames(CONTROL, isCode && 'font-mono')}
      />
      <FieldHint id={id} hint={hint} />
    </div>
  )
}

export function SelectField({
  label,
  hint,
  className,
  ...select
}: Labelled & Omit<ComponentProps<'select'>, 'id'>) {
  const id = useId()
  return (
    <div className={className}>
      <FieldLabel id={id} label={label} />
      <select
        {...select}
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className={CONTROL}
      />
      <FieldHint id={id} hint={hint} />
    </div>
  )
}

export function CheckField({
  label,
  className,
  ...input
}: Omit<Labelled, 'hint'> & Omit<ComponentProps<'input'>, 'id' | 'type'>) {
  return (
    <label className={classNames('flex items-start gap-2 text-sm', className)}>
      <input {...input} type="checkbox" className="mt-1 size-4 shrink-0 accent-(--accent)" />
      <span>{label}</span>
    </label>
  )
}

function FieldLabel({ id, label }: { id: string; label: string }) {
  return (
    <label htmlFor={id} className="mb-1 block text-sm font-medium">
      {label}
    </label>
  )
}

function FieldHint({ id, hint }: { id: string; hint: ReactNode }) {
  if (hint === undefined) return null
  return (
    <p id={`${id}-hint`} className="mt-1 text-xs text-ink-muted">
      {hint}
    </p>
  )
}
