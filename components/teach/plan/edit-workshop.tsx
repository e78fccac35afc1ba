import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { TeacherView, WorkshopView } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { formatMoment } from '../../session/format-moment.ts'
import { Button } from '../../ui/button.tsx'
import { changeWorkshop } from '../teach-api.ts'
import { PlanDialog, type PlanWarning, type SavedPlan } from './plan-dialog.tsx'
import { changeIn, draftOf, endsSooner, type PlanDraft } from './plan-draft.ts'

/** The pencil of a workshop. `workshop` is newer than the form: what others have changed meanwhile is in it. */
export function EditWorkshop({
  workshop,
  name,
  me,
  labs,
  onChanged,
}: {
  workshop: WorkshopView
  name: string
  me: TeacherView
  labs: LabSummary[]
  onChanged: () => void
}) {
  const [initial, setInitial] = useState<PlanDraft | null>(null)
  const { id } = workshop
  const lab = labs.find((candidate) => candidate.id === workshop.lab)
  const change = ({ plan, draft }: SavedPlan) => changeIn(plan, { from: initial!, to: draft })

  function warningOf(saved: SavedPlan): PlanWarning | null {
    const { endsAt } = change(saved)
    if (endsAt === undefined || !endsSooner(workshop, endsAt)) return null
    const now = Date.now()
    return {
      title: 'Let the workshop end sooner?',
      description: `It is under way, and would end ${formatMoment(endsAt, now)} instead of ${formatMoment(workshop.endsAt, now)}. All sessions end with it, and everything in their instances is gone.`,
      confirmLabel: 'End it sooner',
    }
  }

  return (
    <>
      <Button
        variant="quiet"
        size="icon"
        aria-label={`Edit ${name}`}
        title="Edit"
        onClick={() => setInitial(draftOf(workshop, lab))}
      >
        <Pencil aria-hidden className="size-4" />
      </Button>
      <PlanDialog
        title={`Edit “${name}”`}
        submitLabel="Save"
        isNew={false}
        initial={initial}
        me={me}
        labs={labs}
        warningOf={warningOf}
        onSave={async (saved) => {
          await changeWorkshop(id, change(saved))
          onChanged()
        }}
        onClose={() => setInitial(null)}
      />
    </>
  )
}
