'use client'

import { useId, useState, type FormEvent } from 'react'
import { MAX_TERMINAL_NAME } from '../../server/protocol/limits.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'

/** `name`: the present one; null: nothing is to be renamed. */
export function RenameDialog({
  name,
  onRename,
  onClose,
}: {
  name: string | null
  onRename: (name: string) => void
  onClose: () => void
}) {
  const titleId = useId()
  return (
    <ModalDialog
      isOpen={name !== null}
      onClose={onClose}
      labelledBy={titleId}
      className="m-auto w-[min(22rem,calc(100vw-2rem))] rounded-lg border"
    >
      <h2 id={titleId} className="px-5 pt-5 text-base font-semibold">
        Rename {name}
      </h2>
      <RenameForm name={name ?? ''} onRename={onRename} onClose={onClose} />
    </ModalDialog>
  )
}

/** Apart from the dialogue, so that each opening begins anew. */
function RenameForm({
  name,
  onRename,
  onClose,
}: {
  name: string
  onRename: (name: string) => void
  onClose: () => void
}) {
  const inputId = useId()
  const [next, setNext] = useState(name)

  function submit(event: FormEvent) {
    event.preventDefault()
    onClose()
    const trimmed = next.trim()
    if (trimmed !== '' && trimmed !== name) onRename(trimmed)
  }

  return (
    <form className="p-5 pt-3" onSubmit={submit}>
      <label htmlFor={inputId} className="block text-sm font-medium">
        Name
      </label>
      <input
        id={inputId}
        autoFocus
        autoComplete="off"
        maxLength={MAX_TERMINAL_NAME}
        value={next}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => setNext(currentTarget.value)}
        className="mt-1 w-full rounded-md border border-line-strong bg-surface px-2 py-1.5 text-sm"
      />
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary">
          Rename
        </Button>
      </div>
    </form>
  )
}
