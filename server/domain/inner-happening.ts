import type { TimelineEvent } from '../protocol/timeline.ts'

type WithoutInstance<T> = T extends unknown ? Omit<T, 'instance'> : never

/** Something that an inner Engine tells of itself and that belongs in the session's timeline. */
export type InnerHappening = WithoutInstance<
  Extract<
    TimelineEvent,
    { type: 'image-pulled' | 'image-pushed' | 'image-named' | 'container-started' | 'container-exited' }
  >
>
