'use client'

import { MAX_SEATS, type TeacherView } from '../../../server/protocol/workshop.ts'
import type { LabSummary } from '../../lab/chapter-summary.ts'
import { CheckField, Field, SelectField } from '../../ui/field.tsx'
import { ChapterChoice } from './chapter-choice.tsx'
import { HubChoice } from './hub-choice.tsx'
import { offeredHub, type PlanDraft } from './plan-draft.ts'

export function PlanFields({
  draft,
  isNew,
  me,
  labs,
  onChange,
}: {
  draft: PlanDraft
  /** What has been done is counted by lab and chapters: later they stay as they are. */
  isNew: boolean
  me: TeacherView
  labs: readonly LabSummary[]
  onChange: (draft: PlanDraft) => void
}) {
  const lab = labs.find(({ id }) => id === draft.lab)
  const hub = offeredHub(draft, me)
  const field = (name: 'title' | 'seats' | 'startsAt' | 'endsAt' | 'sessionMinutes' | 'maxInstances') => ({
    value: draft[name],
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      onChange({ ...draft, [name]: currentTarget.value }),
  })
  return (
    <>
      <Field label="Title" required maxLength={100} {...field('title')} />
      <SelectField
        label="Lab"
        disabled={!isNew}
        hint={isNew ? undefined : 'Lab and chapters stay as they are; make another workshop for others.'}
        value={draft.lab}
        onChange={({ currentTarget }) => {
          const chosen = labs.find(({ id }) => id === currentTarget.value)
          onChange({
            ...draft,
            lab: currentTarget.value,
            chapters: chosen?.chapters.map(({ id }) => id) ?? [],
          })
        }}
      >
        {labs.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </SelectField>
      {lab && isNew && (
        <ChapterChoice
          chapters={lab.chapters}
          chosen={draft.chapters}
          onChange={(chapters) => onChange({ ...draft, chapters })}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Starts" type="datetime-local" required {...field('startsAt')} />
        <Field label="Ends" type="datetime-local" required {...field('endsAt')} />
        <Field
          label="Seats"
          type="number"
          min={1}
          max={MAX_SEATS}
          hint="Who comes when all are taken waits for one."
          {...field('seats')}
        />
        <Field
          label="Session length (minutes)"
          type="number"
          min={15}
          max={me.maxSessionMinutes}
          hint={`Of each participant; at most ${me.maxSessionMinutes}. You can give more time.`}
          {...field('sessionMinutes')}
        />
        <Field
          label="Instances per participant"
          type="number"
          min={1}
          max={me.maxInstances}
          hint={`At most ${me.maxInstances}, which the operator has set.`}
          {...field('maxInstances')}
        />
      </div>
      <HubChoice
        chosen={hub}
        offered={me.hubModes}
        onChange={(chosen) => onChange({ ...draft, hub: chosen })}
      />
      {hub === me.hubModes[0] ? (
        <CheckField
          label="Make sessions ready before the start, as far as the machine has room"
          checked={draft.preparesAhead}
          onChange={({ currentTarget }) => onChange({ ...draft, preparesAhead: currentTarget.checked })}
        />
      ) : (
        <p className="text-sm text-ink-muted">Sessions of this kind cannot be made ready before the start.</p>
      )}
    </>
  )
}
