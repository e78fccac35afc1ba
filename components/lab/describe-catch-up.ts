import type { CatchUp } from '../session/session-state.ts'

export function describeCatchUp({ status, played, total, message }: CatchUp): string {
  switch (status) {
    case 'requested':
      return 'Getting ready …'
    case 'starting-instances':
      return 'Starting instances …'
    case 'playing':
      return `Playing solution ${Math.min(played + 1, total)} of ${total} …`
    case 'done':
      return 'Done: everything before this step is in place. Go on from here.'
    case 'failed':
      return `This did not work. ${message ?? 'Try again in a moment.'}`
  }
}
