import { listSteps } from '../../../components/class/lab-steps.ts'
import { findLab, readLabs } from '../../_lib/labs.ts'

export const dynamic = 'force-static'
export const dynamicParams = false

export async function generateStaticParams(): Promise<{ lab: string }[]> {
  return (await readLabs()).map(({ id }) => ({ lab: id }))
}

/** The steps of a lab, for those who follow a class through it. */
export async function GET(_request: Request, { params }: { params: Promise<{ lab: string }> }) {
  const lab = await findLab((await params).lab)
  return lab ? Response.json(listSteps(lab)) : new Response('There is no such lab.', { status: 404 })
}
