'use client'

import { useState } from 'react'
import type { TeacherView, WorkshopPlan } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { FormBody } from '../form-body.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useAction } from '../../session/use-action.ts'
import { readDraft, type PlanDraft } from './plan-draft.ts'
import { PlanFields } from './plan-fields.tsx'

interface PlanFormProps {
  submitLabel: string
  isNew: boolean
  me: TeacherView
  labs: readonly LabSummary[]
  /** Rejects when the broker refuses. */
  onSave: (plan: WorkshopPlan) => Promise<unknown>
  onClose: () => void
}

/** `initial`: what it begins with; null: closed. */
export function PlanDialog({
  title,
  initial,
  ...rest
}: PlanFormProps & { title: string; initial: PlanDraft | null }) {
  return (
    <FormDialog isOpen={initial !== null} isWide title={title} onClose={rest.onClose}>
      {initial && <PlanForm initial={initial} {...rest} />}
    </FormDialog>
  )
}

function PlanForm({
  submitLabel,
  initial,
  isNew,
  me,
  labs,
  onSave,
  onClose,
}: PlanFormProps & { initial: PlanDraft }) {
  const action = useAction()
  const [draft, setDraft] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)

  async function submit() {
    const reading = readDraft(draft, { lab: labs.find(({ id }) => id === draft.lab), limits: me })
    setProblem('problem' in reading ? reading.problem : null)
    if ('plan' in reading && (await action.run(() => onSave(reading.plan)))) onClose()
  }

  return (
    <FormBody
      submitLabel={submitLabel}
      isBusy={action.isBusy}
      problem={problem ?? action.problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PlanFields draft={draft} isNew={isNew} me={me} labs={labs} onChange={setDraft} />
    </FormBody>
  )
}
