/** `Ada`, `Ada and Grace`, `Ada, Grace and Alan`. */
export function joinNames(names: readonly string[]): string {
  return LIST.format(names)
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' })
