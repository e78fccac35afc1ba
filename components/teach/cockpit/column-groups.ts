import type { Column } from '../../../server/protocol/cockpit.ts'
import type { ChapterId } from '../../../server/protocol/ids.ts'

/** The columns of one chapter. */
export interface ColumnGroup {
  chapter: ChapterId
  title: string
  columns: readonly LabelledColumn[]
}

export interface LabelledColumn extends Column {
  /** In the columns of the workshop. */
  index: number
  /** The step's title, with a number where a step has several checks. */
  label: string
}

export function groupColumns(columns: readonly Column[]): ColumnGroup[] {
  const groups = new Map<ChapterId, ColumnGroup & { columns: LabelledColumn[] }>()
  columns.forEach((column, index) => {
    const { chapter, chapterTitle: title } = column
    const group = groups.get(chapter) ?? { chapter, title, columns: [] }
    groups.set(chapter, group)
    group.columns.push({ ...column, index, label: labelOf(columns, index) })
  })
  return [...groups.values()]
}

export function labelOf(columns: readonly Column[], index: number): string {
  const column = columns[index]
  if (!column) return 'a step that is no longer there'
  const ofStep = columns.filter(({ chapter, step }) => chapter === column.chapter && step === column.step)
  if (ofStep.length === 1) return column.stepTitle
  return `${column.stepTitle} (${ofStep.indexOf(column) + 1} of ${ofStep.length})`
}

export interface Expansion {
  /** What was chosen on this screen. */
  chosen: Readonly<Record<ChapterId, boolean>>
  pace: { chapter: ChapterId } | null
  median: number | null
}

/** Shown step by step, not as one share: what was chosen, else where the class is, else where its middle is. */
export function isExpanded(
  { chapter, columns }: Pick<ColumnGroup, 'chapter' | 'columns'>,
  { chosen, pace, median }: Expansion,
): boolean {
  const choice = chosen[chapter]
  if (choice !== undefined) return choice
  if (pace) return pace.chapter === chapter
  return columns.some(({ index }) => index === (median ?? 0))
}
