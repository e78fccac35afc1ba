import { listHints } from '../../../../components/teach/lab-hints.ts'
import { findLab, readLabs } from '../../../_lib/labs.ts'

export const dynamic = 'force-static'
export const dynamicParams = false

export async function generateStaticParams(): Promise<{ lab: string }[]> {
  return (await readLabs()).map(({ id }) => ({ lab: id }))
}

/** The prepared hints of a lab, which instructors send. They are in its chapters, too, so they are no secret. */
export async function GET(_request: Request, { params }: { params: Promise<{ lab: string }> }) {
  const lab = await findLab((await params).lab)
  return lab ? Response.json(listHints(lab)) : new Response('There is no such lab.', { status: 404 })
}
