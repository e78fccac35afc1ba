import { UserMinus } from 'lucide-react'
import type { WorkshopView } from '../../../../server/protocol/workshop.ts'
import { ConfirmIconButton } from '../../../ui/confirm-icon-button.tsx'

type Teacher = WorkshopView['teachers'][number]

export function TeacherList({
  teachers,
  isBusy,
  onRemove,
}: {
  teachers: readonly Teacher[]
  isBusy: boolean
  onRemove: (teacher: Teacher) => void
}) {
  return (
    <ul aria-label="Who teaches" className="divide-y divide-line rounded-md border border-line">
      {teachers.map((teacher) => (
        <li key={teacher.id} className="flex min-h-12 items-center gap-2 px-3 py-2">
          <div className="min-w-0 flex-1">
            <p className="text-sm font-medium wrap-anywhere">{teacher.name}</p>
            <p className="text-xs text-ink-muted">{teacher.role}</p>
          </div>
          {teacher.role === 'co-instructor' && (
            <ConfirmIconButton
              icon={UserMinus}
              label={`Remove ${teacher.name}`}
              hint="Remove"
              isBusy={isBusy}
              title={`Remove ${teacher.name}?`}
              description="They no longer reach this workshop: their cockpit closes, and what they watch, drive or present ends. Their account stays, and you can invite them again."
              confirmLabel="Remove co-instructor"
              onConfirm={() => onRemove(teacher)}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
