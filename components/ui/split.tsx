'use client'

import { useLayoutEffect, type ReactNode } from 'react'
import { Group, Panel, Separator, useGroupRef, type Layout } from 'react-resizable-panels'
import { readRemembered, remember } from './use-remembered.ts'

interface Half {
  id: string
  content: ReactNode
}

const MIN_SIZE = '25%'
/** The library sets it to scroll, but each half has a part of its own that does. */
const CLIPPED = { overflow: 'hidden' } as const

/** Two halves with a movable border; where it stood is remembered. */
export function Split({
  id,
  separatorLabel,
  first,
  second,
}: {
  id: string
  separatorLabel: string
  first: Half
  second: Half
}) {
  const groupRef = useGroupRef()

  // Not as the default layout: the server does not know it, and its HTML must be the same.
  useLayoutEffect(() => {
    const layout = readLayout(id)
    if (layout) groupRef.current?.setLayout(layout)
  }, [id, groupRef])

  return (
    <Group
      id={id}
      groupRef={groupRef}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) remember(id, JSON.stringify(layout))
      }}
      className="min-w-0 flex-1"
    >
      <Panel id={first.id} defaultSize="50%" minSize={MIN_SIZE} style={CLIPPED}>
        {first.content}
      </Panel>
      <Separator
        aria-label={separatorLabel}
        className="w-px bg-line transition-colors hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent data-[separator=hover]:bg-accent"
      />
      <Panel id={second.id} defaultSize="50%" minSize={MIN_SIZE} style={CLIPPED}>
        {second.content}
      </Panel>
    </Group>
  )
}

/** Undefined when nothing sensible is stored: it may have been written by an older version. */
function readLayout(id: string): Layout | undefined {
  try {
    const stored: unknown = JSON.parse(readRemembered(id) ?? 'null')
    if (typeof stored !== 'object' || stored === null) return undefined
    const entries = Object.entries(stored).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    )
    return entries.length > 0 ? Object.fromEntries(entries) : undefined
  } catch {
    return undefined
  }
}
