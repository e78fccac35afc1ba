'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useState } from 'react'
import { hasCode } from '../../session/session-api.ts'
import { useAction } from '../../session/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useLinkKey } from '../../ui/use-link-key.ts'
import { enterTeach } from '../teach-api.ts'

/** The printed link signs in at once; only who is signed in with another account is asked. */
export function EnterTeach() {
  const key = useLinkKey()
  if (key === null) return <p role="status">Reading the link …</p>
  if (key === '') {
    return (
      <p role="alert">
        This address is not complete: the key of the instructor’s link is missing. Open the whole link as it
        was printed, or <SignInLink />.
      </p>
    )
  }
  return <Enter key={key} linkKey={key} />
}

function Enter({ linkKey }: { linkKey: string }) {
  const router = useRouter()
  const action = useAction()
  const [isSignedIn, setSignedIn] = useState(false)

  async function enter({ isReplacing }: { isReplacing: boolean }) {
    const hasEntered = await action.run(async () => {
      try {
        await enterTeach({ key: linkKey, isReplacing })
      } catch (error) {
        setSignedIn(hasCode(error, 'SIGNED_IN_ALREADY'))
        throw error
      }
    })
    if (hasEntered) router.replace('/teach')
  }
  const enterAtOnce = useEffectEvent(() => void enter({ isReplacing: false }))
  useEffect(() => enterAtOnce(), [])

  if (action.problem === null) return <p role="status">Signing in …</p>
  return (
    <div className="flex max-w-sm flex-col items-start gap-4">
      <ProblemNote problem={action.problem} />
      {isSignedIn ? (
        <>
          <Button variant="primary" onClick={() => void enter({ isReplacing: true })}>
            Sign in with this link instead
          </Button>
          <Link href="/teach" className="text-accent-strong underline underline-offset-4">
            Go on as before
          </Link>
        </>
      ) : (
        <>
          <Button onClick={() => void enter({ isReplacing: false })}>Try again</Button>
          <SignInLink />
        </>
      )}
    </div>
  )
}

function SignInLink() {
  return (
    <Link href="/teach" className="text-accent-strong underline underline-offset-4">
      sign in with your account
    </Link>
  )
}
