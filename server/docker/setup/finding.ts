/** One line of `npm run doctor`. `will be made`: absent, and set-up makes it. */
export interface Finding {
  name: string
  state: 'good' | 'will be made' | 'bad'
  text: string
  /** What to do about it. */
  advice?: string
}
