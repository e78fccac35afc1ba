'use client'

import { X } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { CastFilePicker } from './cast-file-picker.tsx'
import { CastStage } from './cast-stage.tsx'
import { MAX_PLAYED_BYTES, parseCast, type ParsedCast } from './parse-cast.ts'

/** Plays recordings (asciicast v2) over the page: `recording`, or a file that is opened in it. */
export function CastPlayer({
  isOpen,
  onClose,
  recording,
}: {
  isOpen: boolean
  onClose: () => void
  recording?: Blob
}) {
  const titleId = useId()
  return (
    <ModalDialog
      isOpen={isOpen}
      onClose={onClose}
      labelledBy={titleId}
      className="m-auto w-[min(60rem,calc(100vw-1.5rem))] rounded-lg border"
    >
      <div className="p-4">
        <div className="mb-3 flex items-center justify-between gap-3">
          <h2 id={titleId} className="text-base font-semibold">
            Recording
          </h2>
          <Button variant="quiet" size="small-icon" aria-label="Close the player" onClick={onClose}>
            <X aria-hidden className="size-4" />
          </Button>
        </div>
        <PlayerContent recording={recording} />
      </div>
    </ModalDialog>
  )
}

function PlayerContent({ recording }: { recording: Blob | undefined }) {
  const [source, setSource] = useState({ blob: recording, count: 0 })
  const [read, setRead] = useState<{ count: number; parsed: ParsedCast }>()

  useEffect(() => {
    const { blob, count } = source
    if (!blob) return
    let isGone = false
    void readCast(blob).then((parsed) => {
      if (!isGone) setRead({ count, parsed })
    })
    return () => void (isGone = true)
  }, [source])

  const parsed = read?.count === source.count ? read.parsed : undefined
  return (
    <>
      {parsed?.ok && parsed.cast.header.title && (
        <p className="mb-2 truncate text-sm text-ink-muted">{parsed.cast.header.title}</p>
      )}
      {/* Another recording gets a terminal of its own. */}
      {parsed?.ok && <CastStage key={source.count} cast={parsed.cast} />}
      <p role="alert" className="text-sm text-danger empty:hidden">
        {parsed && !parsed.ok && `This recording cannot be played. ${parsed.problem}`}
      </p>
      <div className="mt-3">
        <CastFilePicker onPick={(blob) => setSource(({ count }) => ({ blob, count: count + 1 }))} />
      </div>
    </>
  )
}

/** Whatever keeps a file from being read is told in its place. */
async function readCast(source: Blob): Promise<ParsedCast> {
  // Text of that size would have to be in memory before anybody could refuse it.
  if (source.size > MAX_PLAYED_BYTES)
    return { ok: false, problem: `The file is larger than ${MAX_PLAYED_BYTES / 1024 / 1024} MiB.` }
  try {
    return parseCast(await source.text())
  } catch {
    return { ok: false, problem: 'The file could not be read.' }
  }
}
