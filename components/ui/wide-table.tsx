import type { ReactNode } from 'react'

export interface WideTableProps {
  /** Of the part that scrolls. */
  label: string
  /** For those who do not see it. */
  caption: string
  titles: readonly string[]
  /** Classes of the cells in the head. */
  headClass: string
  /** Rows. */
  children: ReactNode
}

/** A table that scrolls on a narrow screen, by keyboard, too. */
export function WideTable({ label, caption, titles, headClass, children }: WideTableProps) {
  return (
    <div
      tabIndex={0}
      role="group"
      aria-label={label}
      className="wide-table relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-sunken text-xs text-ink-muted">
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col" className={headClass}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  )
}
