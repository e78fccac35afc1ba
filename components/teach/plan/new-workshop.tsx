'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { TeacherView } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { Button } from '../../ui/button.tsx'
import { createWorkshop } from '../teach-api.ts'
import { PlanDialog } from './plan-dialog.tsx'
import { newDraft, type PlanDraft } from './plan-draft.ts'

export function NewWorkshop({
  me,
  labs,
  onCreated,
}: {
  me: TeacherView
  labs: LabSummary[]
  onCreated: () => void
}) {
  const [initial, setInitial] = useState<PlanDraft | null>(null)
  return (
    <>
      <Button
        variant="primary"
        onClick={() => setInitial(newDraft({ lab: labs[0], now: Date.now(), limits: me }))}
      >
        <Plus aria-hidden className="size-4" /> New workshop
      </Button>
      <PlanDialog
        title="New workshop"
        submitLabel="Create workshop"
        isNew
        initial={initial}
        me={me}
        labs={labs}
        onSave={async ({ plan }) => {
          await createWorkshop(plan)
          onCreated()
        }}
        onClose={() => setInitial(null)}
      />
    </>
  )
}
