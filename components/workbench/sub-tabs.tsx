'use client'

import { Tabs } from 'radix-ui'
import { useEffect, useRef, type WheelEvent } from 'react'
import { SubTab, type SubTabItem } from './sub-tab.tsx'

/** What a wheel means that turns by lines. */
const LINE_PX = 16

/** Tabs of the terminals and files of an instance. */
export function SubTabs({ instance, items }: { instance: string; items: readonly SubTabItem[] }) {
  const listRef = useRef<HTMLDivElement>(null)
  const hadFocus = useRef(false)
  const ids = items.map(({ id }) => id).join()

  // A tab that was closed by keyboard takes the focus along; the one that is in view now gets it.
  useEffect(() => {
    if (hadFocus.current && document.activeElement === document.body)
      listRef.current?.querySelector<HTMLElement>('[data-state=active]')?.focus()
  }, [ids])

  return (
    <Tabs.List
      ref={listRef}
      aria-label={`Terminals and files of ${instance}`}
      onWheel={scrollSideways}
      onFocus={() => (hadFocus.current = true)}
      onBlur={() => (hadFocus.current = false)}
      className="flex min-w-0 [scrollbar-width:none] overflow-x-auto"
    >
      {items.map((item, index) => (
        <SubTab
          key={item.id}
          item={item}
          group={instance}
          index={index}
          onDrop={(from) => items[from]?.onMove(index - from)}
        />
      ))}
    </Tabs.List>
  )
}

/** A line of tabs has no other way to go, and most wheels turn one way. */
function scrollSideways({ currentTarget, deltaMode, deltaY }: WheelEvent<HTMLElement>) {
  currentTarget.scrollLeft += deltaMode === globalThis.WheelEvent.DOM_DELTA_PIXEL ? deltaY : deltaY * LINE_PX
}
