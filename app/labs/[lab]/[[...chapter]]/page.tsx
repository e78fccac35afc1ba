import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ChapterInView } from '../../../../components/lab/chapter-in-view.tsx'
import { ChapterText } from '../../../../components/lab/chapter-text.tsx'
import { findChapter, readLabs } from '../../../_lib/labs.ts'

interface PageParams {
  params: Promise<{ lab: string; chapter?: string[] }>
}

/** Labs are known when the pages are built: anything else is not found without rendering. */
export const dynamicParams = false

export async function generateStaticParams(): Promise<{ lab: string; chapter: string[] }[]> {
  const labs = await readLabs()
  return labs.flatMap(({ id, chapters }) => [
    { lab: id, chapter: [] },
    ...chapters.map((chapter) => ({ lab: id, chapter: [chapter.id] })),
  ])
}

export async function generateMetadata({ params }: PageParams): Promise<Metadata> {
  const { lab, chapter } = await params
  const found = await findChapter(lab, chapter)
  return found ? { title: found.chapter.title, description: found.lab.summary } : {}
}

export default async function ChapterPage({ params }: PageParams) {
  const { lab: labId, chapter: path } = await params
  const found = await findChapter(labId, path)
  if (!found) notFound()
  const { lab, chapter } = found
  return (
    <>
      <ChapterInView lab={lab.id} chapter={chapter.id} />
      <ChapterText lab={lab} chapter={chapter} />
    </>
  )
}
