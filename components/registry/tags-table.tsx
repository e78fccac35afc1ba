'use client'

import type { ReactNode } from 'react'
import { MAX_HUB_TAGS_SHOWN, type HubRepository, type HubTag } from '../../server/protocol/hub.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatBytes } from '../ui/format-bytes.ts'
import { WideTable } from '../ui/wide-table.tsx'
import { pullCommand } from './image-reference.ts'
import { Age } from './repository-facts.tsx'
import { shortDigest } from './short-digest.ts'

const CELL = 'px-3 py-2.5 text-left align-top'
const TITLES = ['Tag', 'Platform', 'Compressed', 'Unpacked', 'Pushed', 'Digest', 'Pull command']

export function TagsTable({ repository }: { repository: HubRepository }) {
  const { tags, tagCount } = repository
  if (tags.length === 0) return <p className="text-ink-muted">No tags. What is here has a digest only.</p>
  return (
    <>
      <WideTable
        label="Tags"
        caption="Tags, the newest first"
        titles={TITLES}
        headClass={`${CELL} py-2 font-semibold whitespace-nowrap`}
      >
        {tags.map((tag) => (
          <TagRow key={tag.name} repository={repository} tag={tag} />
        ))}
      </WideTable>
      {tagCount > tags.length && (
        <p className="mt-3 text-sm text-ink-muted">
          The newest {Math.min(tags.length, MAX_HUB_TAGS_SHOWN)} of {tagCount.toLocaleString('en')} tags are
          shown.
        </p>
      )}
    </>
  )
}

function TagRow({ repository, tag }: { repository: HubRepository; tag: HubTag }) {
  const command = pullCommand(repository, tag.name)
  return (
    <tr>
      <th scope="row" className={`${CELL} font-mono font-semibold whitespace-nowrap`}>
        {tag.name}
      </th>
      <PlatformCell tag={tag} show={({ platform }) => platform} />
      <PlatformCell tag={tag} show={({ compressedBytes }) => formatBytes(compressedBytes)} />
      <PlatformCell
        tag={tag}
        show={({ unpackedBytes }) => (unpackedBytes === null ? <Unknown /> : formatBytes(unpackedBytes))}
      />
      <td className={`${CELL} whitespace-nowrap text-ink-muted`}>
        <Age pushedAt={tag.pushedAt} />
      </td>
      <td className={`${CELL} whitespace-nowrap`}>
        <span className="-my-0.5 inline-flex items-center font-mono text-xs">
          {shortDigest(tag.digest)}
          <CopyButton
            text={tag.digest}
            label={`Copy digest of ${tag.name}`}
            variant="quiet"
            size="small-icon"
          />
        </span>
      </td>
      <td className={`${CELL} whitespace-nowrap`}>
        <span className="-my-0.5 inline-flex items-center gap-1">
          <code className="font-mono text-xs">{command}</code>
          <CopyButton
            text={command}
            label={`Copy pull command of ${tag.name}`}
            variant="quiet"
            size="small-icon"
          />
        </span>
      </td>
    </tr>
  )
}

/** A line for each platform; lines of neighbouring cells belong together. */
function PlatformCell({
  tag,
  show,
}: {
  tag: HubTag
  show: (platform: HubTag['platforms'][number]) => ReactNode
}) {
  return (
    <td className={`${CELL} whitespace-nowrap tabular-nums`}>
      {tag.platforms.map((platform) => (
        <div key={platform.digest}>{show(platform)}</div>
      ))}
    </td>
  )
}

function Unknown() {
  return (
    <>
      <span aria-hidden>–</span>
      <span className="sr-only">not known</span>
    </>
  )
}
