'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { TeacherView } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { Button } from '../../ui/button.tsx'
import { makeId } from '../../ui/make-id.ts'
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
  const [opened, setOpened] = useState<{ draft: PlanDraft; requestId: string } | null>(null)
  return (
    <>
      <Button
        variant="primary"
        onClick={() =>
          setOpened({
            draft: newDraft({ lab: labs[0], now: Date.now(), limits: me }),
            requestId: makeId(),
          })
        }
      >
        <Plus aria-hidden className="size-4" /> New workshop
      </Button>
      <PlanDialog
        title="New workshop"
        submitLabel="Create workshop"
        isNew
        initial={opened?.draft ?? null}
        me={me}
        labs={labs}
        onSave={async ({ plan }) => {
          await createWorkshop({ ...plan, requestId: opened!.requestId })
          onCreated()
        }}
        onClose={() => setOpened(null)}
      />
    </>
  )
}
