import { classNames } from '../../../ui/class-names.ts'
import { sharePercent } from '../../../ui/share-percent.ts'
import { CELL_LINE, GROUP_LINE } from './shown-group.ts'

/** A colour, a shape and words for each: not everybody sees the colours. */
const STATES = {
  done: { sign: '✓', words: 'done', look: 'bg-accent-soft font-semibold text-accent-strong' },
  current: { sign: '▸', words: 'at it', look: 'bg-warn-soft font-semibold text-warn' },
  'not-done': { sign: '·', words: 'not done', look: 'text-ink-muted' },
} as const

export function HeatCell({
  state,
  isStuck,
  title,
  isFirst,
}: {
  state: keyof typeof STATES
  isStuck: boolean
  title: string
  isFirst: boolean
}) {
  const { sign, words, look } = STATES[state]
  const all = isStuck ? `${words}, may be stuck` : words
  return (
    <td
      title={`${title}, ${all}`}
      className={classNames(CELL_LINE, isFirst && GROUP_LINE, look, 'h-8 p-0 text-center')}
    >
      <span aria-hidden>
        {sign}
        {isStuck && '!'}
      </span>
      <span className="sr-only">{all}</span>
    </td>
  )
}

export function ShareCell({
  done,
  total,
  isCurrent,
  title,
}: {
  done: number
  total: number
  isCurrent: boolean
  title: string
}) {
  const percent = sharePercent(done, total) ?? 0
  const look =
    done === total
      ? STATES.done.look
      : isCurrent
        ? STATES.current.look
        : done > 0
          ? 'text-ink'
          : 'text-ink-muted'
  return (
    <td
      title={`${title}, ${done} of ${total} done${isCurrent ? ', at it' : ''}`}
      className={classNames(CELL_LINE, GROUP_LINE, look, 'h-8 px-1 text-center text-xs tabular-nums')}
    >
      {isCurrent && (
        <span aria-hidden className="mr-0.5">
          ▸
        </span>
      )}
      {percent} %{isCurrent && <span className="sr-only">, at it</span>}
    </td>
  )
}
