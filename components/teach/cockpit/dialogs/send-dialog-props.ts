import type { SeatId } from '../../../../server/protocol/workshop.ts'

export interface SendDialogProps {
  isOpen: boolean
  /** Null: all. */
  to: SeatId | null
  /** Of the one; null: all. */
  name: string | null
  onClose: () => void
}
