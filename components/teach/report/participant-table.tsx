import type { Report } from '../../../server/protocol/cockpit.ts'
import { formatTime } from '../../session/format-moment.ts'
import { WideTable } from '../../ui/wide-table.tsx'
import { ShareBar } from './share-bar.tsx'

const CELL = 'px-3 py-1.5 text-left align-baseline'
const NUMBER = `${CELL} whitespace-nowrap tabular-nums`
const TITLES = ['Participant', 'Done', 'Attempts', 'Hints', 'Joined', 'Last step']

export function ParticipantTable({
  report: { columns, seats },
  areNamesHidden,
}: {
  report: Report
  areNamesHidden: boolean
}) {
  if (seats.length === 0) return <p className="text-ink-muted">Nobody has joined.</p>
  return (
    <WideTable
      label="Participants"
      caption="Participants"
      titles={TITLES}
      headClass={`${CELL} font-semibold`}
    >
      {seats.map(({ name, joinedAt, attempts, hints, doneAt }, index) => {
        const times = doneAt.filter((at) => at !== null)
        return (
          // Names are unique in a workshop, but those who have left free theirs.
          <tr key={`${joinedAt} ${name}`} className="break-inside-avoid">
            <th scope="row" className={`${CELL} font-medium`}>
              {areNamesHidden ? `Participant ${index + 1}` : name}
            </th>
            <td className={CELL}>
              <ShareBar part={times.length} whole={columns.length} />
            </td>
            <td className={NUMBER}>{attempts}</td>
            <td className={NUMBER}>{hints}</td>
            <td className={NUMBER}>{formatTime(joinedAt)}</td>
            <td className={NUMBER}>{times.length === 0 ? '–' : formatTime(Math.max(...times))}</td>
          </tr>
        )
      })}
    </WideTable>
  )
}
