import type { Nodes } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { Component, ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'

declare global {
  // React 19 no longer has this, and the renderer's types are written for it.
  // https://react.dev/blog/2024/04/25/react-19-upgrade-guide#the-jsx-namespace-in-typescript
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace JSX {
    type Element = ReactNode
    type ElementClass = Component
    type IntrinsicElements = Record<string, object>
  }
}

// Each component knows what its element carries; no type covers them all.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type TreeComponents = Record<string, (props: any) => ReactNode>

/** A tree of the content parser as React elements, without a detour through HTML text. */
export function renderTree(tree: Nodes, components: TreeComponents): ReactNode {
  return toJsxRuntime(tree, { Fragment, jsx, jsxs, components })
}
