import type { ClassView } from '../../server/protocol/class.ts'

/** Chapters of the lab that the class leaves out. */
export function isLeftOut(
  view: Pick<ClassView, 'lab' | 'chapters'> | null,
  { lab, chapter }: { lab: string; chapter: string },
): boolean {
  if (view?.lab !== lab || view.chapters.length === 0) return false
  return !view.chapters.some((id) => id === chapter)
}
