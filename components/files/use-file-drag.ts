'use client'

import { useRef, useState, type DragEvent, type HTMLAttributes } from 'react'
import { hasFiles, readDropped, type DroppedFiles } from './dropped-files.ts'

type Handlers = Pick<
  HTMLAttributes<HTMLElement>,
  'onDragEnterCapture' | 'onDragOverCapture' | 'onDragLeaveCapture' | 'onDropCapture'
>

/** Whether files are held over an element, and what is dropped there. Goes before what is inside of it. */
export function useFileDrag(onFiles: (dropped: DroppedFiles) => void): [boolean, Handlers] {
  const [isOver, setOver] = useState(false)
  // Each element inside is entered and left too; those before the outermost leave cancel out.
  const depth = useRef(0)

  function take(event: DragEvent): boolean {
    if (!hasFiles(event.dataTransfer)) return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  function leave(): void {
    depth.current = Math.max(0, depth.current - 1)
    if (depth.current === 0) setOver(false)
  }

  return [
    isOver,
    {
      onDragEnterCapture: (event) => {
        if (!take(event)) return
        depth.current++
        setOver(true)
      },
      onDragOverCapture: (event) => {
        if (take(event)) event.dataTransfer.dropEffect = 'copy'
      },
      onDragLeaveCapture: (event) => {
        if (take(event)) leave()
      },
      onDropCapture: (event) => {
        if (!take(event)) return
        depth.current = 0
        setOver(false)
        onFiles(readDropped(event.dataTransfer))
      },
    },
  ]
}
