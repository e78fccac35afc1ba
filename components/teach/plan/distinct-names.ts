import type { WorkshopView } from '../../../server/protocol/workshop.ts'

/** What each is called beside the others: its title, and its join code where another one has the same title. */
export function distinctNames(
  workshops: readonly Pick<WorkshopView, 'id' | 'title' | 'joinCode'>[],
): ReadonlyMap<WorkshopView['id'], string> {
  const byTitle = Map.groupBy(workshops, ({ title }) => title)
  return new Map(
    workshops.map(({ id, title, joinCode }) => [
      id,
      byTitle.get(title)!.length > 1 ? `${title} (${joinCode})` : title,
    ]),
  )
}
