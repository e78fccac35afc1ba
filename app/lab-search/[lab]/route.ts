import { indexLab } from '../../../components/lab/search-sections.ts'
import { findLab, readLabs } from '../../_lib/labs.ts'

export const dynamic = 'force-static'
export const dynamicParams = false

export async function generateStaticParams(): Promise<{ lab: string }[]> {
  return (await readLabs()).map(({ id }) => ({ lab: id }))
}

/** All text of a lab, section by section, for the search in the browser. */
export async function GET(_request: Request, { params }: { params: Promise<{ lab: string }> }) {
  const lab = await findLab((await params).lab)
  return lab ? Response.json(indexLab(lab)) : new Response('There is no such lab.', { status: 404 })
}
