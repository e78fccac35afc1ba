'use client'

import { useState, type DragEvent, type HTMLAttributes } from 'react'

type Handlers = Pick<
  HTMLAttributes<HTMLElement>,
  'draggable' | 'onDragStart' | 'onDragOver' | 'onDragLeave' | 'onDrop'
>

/**
 * Tabs are dragged onto each other's places. `group`: those of another instance are not taken. `onDrop`: the place,
 * counted from 0, that the dropped tab comes from.
 */
export function useTabDrag({
  group,
  index,
  onDrop,
}: {
  group: string
  index: number
  onDrop: (from: number) => void
}): [boolean, Handlers] {
  const [isOver, setOver] = useState(false)
  const type = `application/x-drydock-tab-${group}`
  return [
    isOver,
    {
      draggable: true,
      onDragStart: ({ dataTransfer }) => {
        dataTransfer.setData(type, String(index))
        dataTransfer.effectAllowed = 'move'
      },
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(type)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false)
        const from = Number.parseInt(event.dataTransfer.getData(type), 10)
        if (Number.isNaN(from)) return
        event.preventDefault()
        onDrop(from)
      },
    },
  ]
}
