import { instanceNameSchema, type InstanceName } from '../protocol/ids.ts'

/** The lowest free of node1, node2, …: a deleted node1 comes back as node1, as the lab's text expects. */
export function nextInstanceName(taken: Iterable<InstanceName>): InstanceName {
  const names = new Set<string>(taken)
  let number = 1
  while (names.has(`node${number}`)) number++
  return instanceNameSchema.parse(`node${number}`)
}
