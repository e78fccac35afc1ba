import { classNames } from '../../../ui/class-names.ts'
import { sharePercent } from '../../../ui/share-percent.ts'
import { CELL_LINE, GROUP_LINE } from './shown-group.ts'

/**
 * A colour, a shape and words for each: not everybody sees the colours. The words are labels, since texts that are hidden
 * from sight (`sr-only`) are a layer each: with 1500 of them a slow browser took 100 ms for each change (bench/workshop).
 */
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
      <span role="img" aria-label={all}>
        {sign}
        {isStuck && '!'}
      </span>
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
        <span role="img" aria-label="at it" className="mr-0.5">
          ▸
        </span>
      )}
      {percent} %
    </td>
  )
}
