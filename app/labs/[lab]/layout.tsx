import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { LabWorkspace } from '../../../components/lab-workspace.tsx'
import { summariseLab } from '../../../components/lab/chapter-summary.ts'
import { findLab } from '../../_lib/labs.ts'
import '../../chapter.css'

/** The workspace stays while chapters change in it, so that terminals are not interrupted. */
export default async function LabLayout({
  children,
  params,
}: {
  children: ReactNode
  params: Promise<{ lab: string }>
}) {
  const lab = await findLab((await params).lab)
  if (!lab) notFound()
  return <LabWorkspace lab={summariseLab(lab)}>{children}</LabWorkspace>
}
