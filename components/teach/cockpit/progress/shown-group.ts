import type { ColumnGroup } from '../column-groups.ts'

/** Chapters that are not expanded are one column with a share. */
export interface ShownGroup extends ColumnGroup {
  isExpanded: boolean
}

/** The first column stays in view when the table is scrolled sideways, the head when it is scrolled down. */
export const STICKY_NAME = 'sticky left-0 w-44 min-w-44 max-w-44 bg-surface'
export const CELL_LINE = 'border-b border-line'
/** Between chapters. */
export const GROUP_LINE = 'border-l border-line'
