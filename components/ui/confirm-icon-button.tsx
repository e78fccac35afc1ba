import type { LucideIcon } from 'lucide-react'
import { Button } from './button.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import type { ConfirmQuestionProps } from './confirm-question.tsx'

/** A small button beside one of many, that asks first. `label` names what it is about; `hint` is one word or two. */
export function ConfirmIconButton({
  icon: Icon,
  label,
  hint,
  isBusy = false,
  ...question
}: Omit<ConfirmQuestionProps, 'isOpen' | 'onClose'> & {
  icon: LucideIcon
  label: string
  hint: string
  isBusy?: boolean
}) {
  return (
    <ConfirmDialog {...question}>
      <Button variant="quiet" size="icon" aria-label={label} title={hint} aria-disabled={isBusy}>
        <Icon aria-hidden className="size-4" />
      </Button>
    </ConfirmDialog>
  )
}
