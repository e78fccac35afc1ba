import { classViewSchema } from '../protocol/class.ts'

/** A workshop, as one who has joined sees it, in which nothing has happened yet. */
export const someClass = classViewSchema.parse({
  title: 'Registries by hand',
  teachers: ['Ada'],
  lab: 'container-registries',
  chapters: [],
  startsAt: 0,
  endsAt: 1,
  phase: 'open',
  name: 'Grace',
  status: 'seated',
  position: null,
  personalUrl: 'http://localhost/seat#k',
  pace: null,
  hand: null,
  poll: null,
  timer: null,
  eyesFront: null,
  notes: [],
  watch: null,
  hub: 'sandbox',
  presentation: null,
  isOnWall: true,
})
