import { LabError } from '../protocol/errors.ts'
import type { ClientMessage } from '../protocol/messages.ts'
import type { ClassPart } from '../services/class-part.ts'
import type { LiveSession } from '../services/live-session.ts'
import type { Workshops } from '../services/workshops.ts'
import type { Channels } from './channels.ts'

export const CLASS_MESSAGES = [
  'answer-poll',
  'run-offer',
  'dismiss-note',
  'answer-watch',
  'set-on-wall',
  'follow',
] as const satisfies ClientMessage['type'][]
export type ClassMessage = Extract<ClientMessage, { type: (typeof CLASS_MESSAGES)[number] }>

export function isClassMessage(message: ClientMessage): message is ClassMessage {
  return CLASS_MESSAGES.some((type) => type === message.type)
}

/** What a participant does in the workshop that the session belongs to. Throws NO_SEAT or ITEM_GONE. */
export function takePart(
  message: ClassMessage,
  session: LiveSession,
  { classPart, workshops, channels }: { classPart: ClassPart; workshops: Workshops; channels: Channels },
): void | Promise<void> {
  const place = workshops.bySeat(session.stored.seatId)
  if (!place) throw new LabError('NO_SEAT')
  switch (message.type) {
    case 'answer-poll':
      return classPart.answerPoll(place, message)
    case 'run-offer':
      return channels.type(message.channel, classPart.offeredCommand(place, message.note))
    case 'dismiss-note':
      return classPart.dismissNote(place, message.note)
    case 'answer-watch':
      return classPart.answerWatch(place, message)
    case 'set-on-wall':
      return classPart.setOnWall(place, message.isOnWall)
    case 'follow': {
      const { session: shown, instance, terminal, ending } = classPart.requirePresentation(place)
      const { channel, input, cols, rows } = message
      return channels.attach({
        channel,
        session: shown,
        ref: { instance, terminal },
        size: { cols, rows },
        mayDrive: false,
        isOnlooker: true,
        input,
        until: ending.signal,
      })
    }
  }
}
