'use client'

import { useRouter } from 'next/navigation'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { acceptSignedIn, readMe } from '../teach-api.ts'
import { useAction } from '../../session/use-action.ts'
import { usePolled } from '../use-polled.ts'

const POLL_MS = 60_000

/** Who has an account already needs no other one to teach a workshop. */
export function AcceptSignedIn({ invitationKey }: { invitationKey: string }) {
  const router = useRouter()
  const action = useAction()
  const [me] = usePolled(readMe, POLL_MS)
  if (me.status !== 'shown') return null

  async function accept() {
    if (await action.run(() => acceptSignedIn(invitationKey))) router.replace('/teach')
  }

  return (
    <div className="mb-6 flex max-w-sm flex-col gap-3 border-b border-line pb-6">
      <p>You are signed in as {me.data.name}.</p>
      <ProblemNote problem={action.problem} />
      <Button
        variant="primary"
        className="self-start"
        aria-disabled={action.isBusy}
        onClick={() => void accept()}
      >
        Accept as {me.data.name}
      </Button>
      <p className="text-sm text-ink-muted">Or take another name, below.</p>
    </div>
  )
}
