import type { Poll } from '../../server/protocol/class.ts'
import { classNames } from './class-names.ts'
import { sharePercent } from './share-percent.ts'

/** The result of a question: a bar for each option, in words too. `counts` null: nobody has answered. */
export function PollBars({
  poll: { options, counts },
  isLarge = false,
}: {
  poll: Pick<Poll, 'options' | 'counts'>
  isLarge?: boolean
}) {
  const answers = (counts ?? []).reduce((sum, count) => sum + count, 0)
  return (
    <ul
      role="list"
      aria-label="Result"
      className={classNames('flex flex-col', isLarge ? 'gap-4 text-2xl' : 'gap-2 text-sm')}
    >
      {options.map((option, index) => {
        const count = counts?.[index] ?? 0
        const percent = sharePercent(count, answers) ?? 0
        return (
          // Two options may have the same words.
          <li key={index}>
            <span className="flex justify-between gap-2">
              <span className="wrap-anywhere">{option}</span>
              <span className="shrink-0 tabular-nums">
                {count} ({percent} %)
              </span>
            </span>
            <span
              aria-hidden
              className={classNames('mt-0.5 block rounded-full bg-line', isLarge ? 'h-3' : 'h-1.5')}
            >
              <span
                className="block h-full rounded-full bg-accent transition-[width]"
                style={{ width: `${percent}%` }}
              />
            </span>
          </li>
        )
      })}
    </ul>
  )
}
