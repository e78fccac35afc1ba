import { hubModeSchema, type HubMode, type HubModes } from '../../../server/protocol/hub-mode.ts'
import { SelectField } from '../../ui/field.tsx'

export const HUB_NAMES = {
  sandbox: 'the sandbox Hub on this server',
  live: 'the real registries',
} satisfies Record<HubMode, string>

const MEANING = {
  sandbox:
    'It works without internet, and nothing leads out of an instance. Each participant gets an account in it; what they push is gone when their session ends.',
  live: 'Participants bring accounts of their own, at Docker Hub and others, and what they push is really there. Their instances reach the public internet.',
} satisfies Record<HubMode, string>

/** There is a choice only where the operator offers one. */
export function HubChoice({
  chosen,
  offered,
  onChange,
}: {
  chosen: HubMode
  offered: HubModes
  onChange: (mode: HubMode) => void
}) {
  if (offered.length === 1) {
    return (
      <p className="text-sm text-ink-muted">
        Images come from {HUB_NAMES[chosen]}, as the operator has set for all workshops. {MEANING[chosen]}
      </p>
    )
  }
  return (
    <SelectField
      label="Images come from"
      hint={`${MEANING[chosen]} Sessions that are open keep what they have.`}
      value={chosen}
      onChange={({ currentTarget }) => onChange(hubModeSchema.parse(currentTarget.value))}
    >
      {offered.map((mode) => (
        <option key={mode} value={mode}>
          {HUB_NAMES[mode]}
        </option>
      ))}
    </SelectField>
  )
}
