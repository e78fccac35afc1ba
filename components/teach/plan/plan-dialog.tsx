'use client'

import { useState } from 'react'
import type { TeacherView, WorkshopPlan } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { FormBody } from '../form-body.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { useAction } from '../../session/use-action.ts'
import { ConfirmQuestion, type ConfirmQuestionProps } from '../../ui/confirm-question.tsx'
import { readDraft, type PlanDraft } from './plan-draft.ts'
import { PlanFields } from './plan-fields.tsx'

/** The plan as it was typed, and what it was read from. */
export interface SavedPlan {
  plan: WorkshopPlan
  draft: PlanDraft
}

export type PlanWarning = Pick<ConfirmQuestionProps, 'title' | 'description' | 'confirmLabel'>

interface PlanFormProps {
  submitLabel: string
  isNew: boolean
  me: TeacherView
  labs: readonly LabSummary[]
  /** What to ask before it is saved; null: nothing. */
  warningOf?: (saved: SavedPlan) => PlanWarning | null
  /** Rejects when the broker refuses. */
  onSave: (saved: SavedPlan) => Promise<unknown>
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
  warningOf,
  onSave,
  onClose,
}: PlanFormProps & { initial: PlanDraft }) {
  const action = useAction()
  const [draft, setDraft] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const [asked, setAsked] = useState<{ saved: SavedPlan; warning: PlanWarning } | null>(null)

  function submit() {
    const reading = readDraft(draft, { lab: labs.find(({ id }) => id === draft.lab), limits: me })
    setProblem('problem' in reading ? reading.problem : null)
    if ('problem' in reading) return
    const saved = { plan: reading.plan, draft }
    const warning = warningOf?.(saved) ?? null
    if (warning) setAsked({ saved, warning })
    else void save(saved)
  }

  /** What was wrong may be so no longer. */
  function change(next: PlanDraft) {
    setDraft(next)
    setProblem(null)
  }

  async function save(saved: SavedPlan) {
    if (await action.run(() => onSave(saved))) onClose()
  }

  return (
    <>
      <FormBody
        submitLabel={submitLabel}
        isBusy={action.isBusy}
        problem={problem ?? action.problem}
        onSubmit={submit}
        onClose={onClose}
      >
        <PlanFields draft={draft} isNew={isNew} me={me} labs={labs} onChange={change} />
      </FormBody>
      {asked && (
        <ConfirmQuestion
          isOpen
          {...asked.warning}
          cancelLabel="Back"
          onClose={() => setAsked(null)}
          onConfirm={() => {
            setAsked(null)
            void save(asked.saved)
          }}
        />
      )}
    </>
  )
}
