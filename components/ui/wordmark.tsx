import { classNames } from './class-names.ts'

/** A hull in its dock. The same drawing is in `public/logo.svg` and `app/icon.svg`. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" fill="none" className={classNames('text-accent', className)}>
      <path
        d="M2.5 10H7v9.5a6 6 0 0 0 6 6h6a6 6 0 0 0 6-6V10h4.5"
        stroke="currentColor"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M11 6h10v9.5c0 3.2-2.2 5-5 5s-5-1.8-5-5V6Z" fill="currentColor" />
    </svg>
  )
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2">
      <Logo className="size-7" />
      <span className="text-[0.9375rem] font-semibold tracking-tight text-ink">Drydock</span>
    </span>
  )
}
