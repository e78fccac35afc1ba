'use client'

import Link from 'next/link'
import { Button } from '../ui/button.tsx'
import { CertificateSheet } from './certificate-sheet.tsx'
import { verify, type CertifiedLab } from './certified-lab.ts'
import { useProgress } from './use-progress.ts'

/** What machine checks have verified of a participant's work, to print. */
export function Certificate({ lab }: { lab: CertifiedLab }) {
  const [reading, retry] = useProgress()
  switch (reading.status) {
    case 'loading':
      return <p role="status">Reading what you have done …</p>
    case 'failed':
      return (
        <div role="alert" className="flex flex-wrap items-center gap-3">
          <p>{reading.problem}</p>
          <Button onClick={retry}>Try again</Button>
        </div>
      )
    case 'none':
      return (
        <>
          <p>
            You have no session, so there is nothing to certify yet. The checks of “{lab.title}” run in a
            session of your own; what they find is kept until it ends.
          </p>
          <p className="mt-4">
            <Link href={`/labs/${lab.id}`} className="text-accent-strong underline underline-offset-4">
              Go to the lab
            </Link>
          </p>
        </>
      )
    case 'read':
      return (
        <CertificateSheet
          lab={lab}
          username={reading.answer.username}
          verification={verify(lab, reading.answer.progress)}
        />
      )
  }
}
