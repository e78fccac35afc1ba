import { describe, expect, it, vi } from 'vitest'
import { CastPlayback, type CastScreen } from './cast-playback.ts'
import type { CastEvent } from './parse-cast.ts'

function play(events: CastEvent[]) {
  const shown: string[] = []
  const screen: CastScreen = {
    reset: ({ cols, rows }) => void shown.splice(0, shown.length, `reset ${cols}x${rows}`),
    write: (text) => shown.push(text),
    resize: ({ cols, rows }) => shown.push(`${cols}x${rows}`),
  }
  const header = { cols: 80, rows: 24, title: undefined }
  return { playback: new CastPlayback({ header, events }, screen), shown }
}

const EVENTS: CastEvent[] = [
  { seconds: 0, type: 'output', text: 'screen' },
  { seconds: 1, type: 'output', text: 'a' },
  { seconds: 1, type: 'resize', cols: 100, rows: 30 },
  { seconds: 1, type: 'output', text: 'b' },
  { seconds: 61, type: 'mark', label: 'ls' },
  { seconds: 62, type: 'output', text: 'c' },
]

describe('CastPlayback', () => {
  it('shows the first screen before it is started', () => {
    const { playback, shown } = play(EVENTS)
    expect(shown).toEqual(['reset 80x24', 'screen'])
    playback.advance(10)
    expect(playback.state()).toMatchObject({ isPlaying: false, seconds: 0 })
  })

  it('plays in order, waits no longer than two seconds, and stops at the end', () => {
    const { playback, shown } = play(EVENTS)
    expect(playback.state().durationSeconds).toBe(4)
    expect(playback.marks).toEqual([{ seconds: 3, label: 'ls' }])
    playback.toggle()
    playback.advance(1)
    expect(shown.slice(2)).toEqual(['a', '100x30', 'b'])
    playback.advance(100)
    expect(shown.at(-1)).toBe('c')
    expect(playback.state()).toMatchObject({ isPlaying: false, seconds: 4 })
  })

  it('plays faster and slower', () => {
    const { playback } = play(EVENTS)
    playback.toggle()
    playback.setSpeed(0.5)
    playback.advance(1)
    expect(playback.state().seconds).toBe(0.5)
    playback.setSpeed(4)
    playback.advance(0.5)
    expect(playback.state().seconds).toBe(2.5)
  })

  it('goes back by printing everything before', () => {
    const { playback, shown } = play(EVENTS)
    playback.seek(4)
    playback.seek(1)
    expect(shown).toEqual(['reset 80x24', 'screena', '100x30', 'b'])
  })

  it('starts again when it is played at its end', () => {
    const { playback, shown } = play(EVENTS)
    playback.seek(99)
    playback.toggle()
    expect(playback.state()).toMatchObject({ isPlaying: true, seconds: 0 })
    expect(shown).toEqual(['reset 80x24', 'screen'])
  })

  it('has nothing to do with an empty recording', () => {
    const { playback } = play([])
    playback.toggle()
    playback.advance(1)
    expect(playback.state()).toEqual({ isPlaying: false, seconds: 0, durationSeconds: 0, speed: 1 })
  })

  it('tells when something changes', () => {
    const { playback } = play(EVENTS)
    const changed = vi.fn()
    const stop = playback.subscribe(changed)
    playback.toggle()
    stop()
    playback.toggle()
    expect(changed).toHaveBeenCalledTimes(1)
  })
})
