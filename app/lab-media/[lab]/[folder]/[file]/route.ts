import { readPictures } from '../../../../_lib/labs.ts'

export const dynamic = 'force-static'
export const dynamicParams = false

interface RouteParams {
  lab: string
  folder: string
  file: string
}

/** Opened by itself, a picture is a document: it may style itself, and nothing else. */
const HEADERS = {
  'content-type': 'image/svg+xml',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
  'x-content-type-options': 'nosniff',
}

export async function generateStaticParams(): Promise<RouteParams[]> {
  return (await readPictures()).map(({ lab, folder, file }) => ({ lab, folder, file }))
}

export async function GET(_request: Request, { params }: { params: Promise<RouteParams> }) {
  const { lab, folder, file } = await params
  const picture = (await readPictures()).find(
    (candidate) => candidate.lab === lab && candidate.folder === folder && candidate.file === file,
  )
  return picture
    ? new Response(picture.svg, { headers: HEADERS })
    : new Response('There is no such picture.', { status: 404 })
}
