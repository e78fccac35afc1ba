'use client'

import { CircleDot, Play, Square } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Button } from '../ui/button.tsx'
import { downloadBlob } from '../ui/download-blob.ts'
import { formatCountdown } from '../ui/format-duration.ts'
import { useNow } from '../ui/use-now.ts'
import { castFileName } from './cast-file-name.ts'
import { MAX_CAST_BYTES } from './cast-recorder.ts'
import { RecordingPlayer } from './recording-player.tsx'
import type { RecordingState } from './screen-recording.ts'
import type { XtermScreen } from './xterm-screen.ts'

const ELAPSED_EVERY_MS = 1_000

/** Starts and stops the recording of a terminal, saves it, and plays the last one. `name`: the instance's. */
export function RecordButton({ screen, name }: { screen: XtermScreen; name: string }) {
  const { recording } = screen
  const state = useStore(recording.state)
  const last = state.status === 'idle' ? state.last : undefined
  const [isPlaying, setPlaying] = useState(false)
  const [isFailed, setFailed] = useState(false)

  function start() {
    setFailed(false)
    recording.start(name).catch(() => setFailed(true))
  }
  function stop() {
    const cast = recording.stop()
    if (cast) downloadBlob(cast, castFileName(name, new Date()))
  }

  const isRecording = state.status === 'recording' || state.status === 'full'
  return (
    <span className="inline-flex items-center gap-1">
      <Button
        variant="quiet"
        size={isRecording ? 'small' : 'small-icon'}
        aria-label={isRecording ? `Stop recording ${name}` : `Record ${name}`}
        title={titleOf(state.status)}
        aria-disabled={state.status === 'starting'}
        onClick={isRecording ? stop : start}
      >
        {isRecording ? (
          <>
            <Square aria-hidden className="size-3.5 fill-current text-danger" />
            {state.status === 'recording' ? <Elapsed sinceMs={state.startedAtMs} /> : 'Full'}
          </>
        ) : (
          <CircleDot aria-hidden className="size-4" />
        )}
      </Button>
      {last && (
        <Button
          variant="quiet"
          size="small-icon"
          aria-label={`Play the recording of ${name}`}
          aria-haspopup="dialog"
          title="Play the recording"
          onClick={() => setPlaying(true)}
        >
          <Play aria-hidden className="size-4" />
        </Button>
      )}
      <span role="status" className="sr-only">
        {state.status === 'recording' && 'Recording.'}
        {state.status === 'full' && fullSentence()}
      </span>
      {isFailed && (
        <span role="alert" className="text-xs text-danger">
          The recorder could not be loaded. Reload the page.
        </span>
      )}
      {last && <RecordingPlayer isOpen={isPlaying} onClose={() => setPlaying(false)} recording={last} />}
    </span>
  )
}

function Elapsed({ sinceMs }: { sinceMs: number }) {
  const now = useNow(ELAPSED_EVERY_MS)
  return <span className="tabular-nums">{formatCountdown(Math.max(0, (now ?? sinceMs) - sinceMs))}</span>
}

function titleOf(status: RecordingState['status']): string {
  if (status === 'full') return fullSentence()
  return status === 'recording' ? 'Stop and save the recording' : 'Record this terminal'
}

function fullSentence(): string {
  return `The recording has reached ${MAX_CAST_BYTES / 1024 / 1024} MiB and has ended. Stop to save it.`
}
