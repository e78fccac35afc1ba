'use client'

import { useId, useState } from 'react'
import { classNames } from '../ui/class-names.ts'

/** A file by dialog, or dropped. */
export function CastFilePicker({ onPick }: { onPick: (file: File) => void }) {
  const id = useId()
  const [isOver, setOver] = useState(false)
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        const [file] = event.dataTransfer.files
        if (file) onPick(file)
      }}
      className={classNames(
        'flex flex-wrap items-center gap-x-3 gap-y-1 rounded border border-dashed p-3 text-sm',
        isOver ? 'border-accent bg-accent-soft' : 'border-line-strong',
      )}
    >
      <label htmlFor={id}>Open or drop a recording (.cast)</label>
      <input
        id={id}
        type="file"
        accept=".cast,application/x-asciicast"
        onChange={(event) => {
          const [file] = event.target.files ?? []
          if (file) onPick(file)
          // The same file once more, after it was changed, is a choice too.
          event.target.value = ''
        }}
        className="min-w-0 text-sm"
      />
    </div>
  )
}
