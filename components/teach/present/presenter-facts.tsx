'use client'

import { useState, type ReactNode } from 'react'
import type { Column } from '../../../server/protocol/cockpit.ts'
import type { Pace, Poll } from '../../../server/protocol/class.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { formatCountdown } from '../../ui/format-duration.ts'
import { useNow } from '../../ui/use-now.ts'
import { PollBars } from '../../ui/poll-bars.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { useCockpit } from '../cockpit/cockpit-provider.tsx'

const TICK_MS = 1_000

/** `isCompact`: a terminal has most of the screen. */
export function PresenterFacts({ isCompact }: { isCompact: boolean }) {
  const code = useCockpit((state) => state.workshop?.joinCode ?? '')
  const url = useCockpit((state) => state.workshop?.joinUrl ?? '')
  const room = useCockpit((state) => state.room)
  const columns = useCockpit((state) => state.columns)
  const large = isCompact ? 'text-3xl' : 'text-[clamp(2rem,6vw,6rem)] leading-tight'
  return (
    <div className={classNames('flex flex-wrap items-start gap-x-16 gap-y-6', isCompact ? '' : 'py-6')}>
      {!isCompact && (
        <QrCode
          text={url}
          label="QR code of the address"
          className="size-[clamp(9rem,14vw,16rem)] rounded-md"
        />
      )}
      <Fact label="Join code" className={large} isCode>
        {code}
        <span
          className={classNames(
            'block font-sans font-normal break-all text-ink-muted',
            isCompact ? 'text-base' : 'text-2xl',
          )}
        >
          {url}
        </span>
      </Fact>
      {room?.pace && <PlaceFact pace={room.pace} columns={columns} className={large} />}
      {room?.timer && <TimerFact timer={room.timer} className={large} />}
      {room?.eyesFront && (
        <p role="status" className={classNames(large, 'w-full font-semibold wrap-anywhere text-warn')}>
          {room.eyesFront.text}
        </p>
      )}
      {room?.poll && <PollFact poll={room.poll} className={large} />}
    </div>
  )
}

function Fact({
  label,
  className,
  isCode = false,
  children,
}: {
  label: string
  className: string
  isCode?: boolean
  children: ReactNode
}) {
  return (
    <div role="group" aria-label={label}>
      <p aria-hidden className="text-lg text-ink-muted">
        {label}
      </p>
      <div className={classNames(className, 'font-semibold wrap-anywhere', isCode && 'font-mono')}>
        {children}
      </div>
    </div>
  )
}

function PollFact({ poll, className }: { poll: Poll; className: string }) {
  const [isShown, setShown] = useState(false)
  return (
    <section aria-label="Poll" className="w-full max-w-4xl">
      <h2 className={classNames(className, 'mb-4 font-semibold wrap-anywhere')}>{poll.question}</h2>
      {isShown || !poll.isOpen ? (
        <PollBars poll={poll} isLarge />
      ) : (
        <ul role="list" className="flex flex-col gap-2 text-3xl">
          {poll.options.map((option, index) => (
            // Two options may have the same words.
            <li key={index} className="wrap-anywhere">
              {option}
            </li>
          ))}
        </ul>
      )}
      {/* What others have chosen would lead those who have not: it is shown when the instructor wants it. */}
      {poll.isOpen && (
        <Button className="mt-4" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          Show the result
        </Button>
      )}
    </section>
  )
}

function PlaceFact({
  pace: { chapter, step },
  columns,
  className,
}: {
  pace: Pace
  columns: readonly Column[]
  className: string
}) {
  const ofChapter = columns.filter((column) => column.chapter === chapter)
  const stepTitle = ofChapter.find((column) => column.step === step)?.stepTitle
  return (
    <Fact label="We are at" className={className}>
      {ofChapter[0]?.chapterTitle ?? chapter}
      {stepTitle !== undefined && <span className="block text-[0.7em] font-normal">{stepTitle}</span>}
    </Fact>
  )
}

function TimerFact({
  timer: { label, endsAt },
  className,
}: {
  timer: { label: string; endsAt: number }
  className: string
}) {
  const now = useNow(TICK_MS)
  return (
    <Fact label={label} className={className}>
      <span role="timer" className="tabular-nums">
        {now === null ? '' : endsAt > now ? formatCountdown(endsAt - now) : 'Time is over'}
      </span>
    </Fact>
  )
}
