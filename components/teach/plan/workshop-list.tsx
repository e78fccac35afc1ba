'use client'

import type { TeacherView, WorkshopView } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { PolledData } from '../polled-data.tsx'
import { listWorkshops } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { usePolled } from '../use-polled.ts'
import { distinctNames } from './distinct-names.ts'
import { NewWorkshop } from './new-workshop.tsx'
import { UndoBar } from './undo-bar.tsx'
import { useUndo } from './use-undo.ts'
import { WorkshopCard } from './workshop-card.tsx'

const POLL_MS = 5_000

export function WorkshopList({ me, labs }: { me: TeacherView; labs: LabSummary[] }) {
  const [workshops, readAgain] = usePolled(listWorkshops, POLL_MS)
  const action = useAction()
  const undo = useUndo({ action, onChanged: readAgain })
  return (
    <PolledData polled={workshops} reading="Reading the workshops …">
      {(all) => {
        const deleted = undo.deletedAmong(all)
        const shown = all.filter(({ phase }) => phase !== 'deleted')
        const names = distinctNames([...shown, ...deleted])
        return (
          <>
            <div className="flex flex-col gap-2">
              <ProblemNote problem={action.problem} />
              <div role="status" className="flex flex-col gap-2">
                {deleted.map((workshop) => (
                  <UndoBar
                    key={workshop.id}
                    workshop={workshop}
                    name={names.get(workshop.id)}
                    onRestore={() => undo.restore(workshop)}
                  />
                ))}
              </div>
            </div>
            <NewWorkshop me={me} labs={labs} onCreated={readAgain} />
            <Cards
              shown={shown}
              names={names}
              me={me}
              labs={labs}
              onChanged={readAgain}
              onDelete={(workshop) => undo.remove(workshop)}
            />
          </>
        )
      }}
    </PolledData>
  )
}

function Cards({
  shown,
  names,
  ...rest
}: {
  shown: WorkshopView[]
  names: ReadonlyMap<WorkshopView['id'], string>
  me: TeacherView
  labs: LabSummary[]
  onChanged: () => void
  onDelete: (workshop: WorkshopView) => void
}) {
  if (shown.length === 0) {
    return (
      <p className="mt-4 text-ink-muted">
        No workshops yet. Make one; participants join it with its code or link.
      </p>
    )
  }
  return (
    <ul role="list" aria-label="Workshops" className="mt-4 grid gap-4 lg:grid-cols-2">
      {shown.map((workshop) => (
        <WorkshopCard key={workshop.id} workshop={workshop} name={names.get(workshop.id)!} {...rest} />
      ))}
    </ul>
  )
}
