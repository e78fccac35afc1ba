'use client'

import { useId, useState, type FormEvent, type ReactNode } from 'react'
import { explain } from '../session/session-api.ts'
import { Button } from '../ui/button.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'

export interface PathDialogProps {
  isOpen: boolean
  title: string
  submitLabel: string
  /** Rejects with what is wrong with the path; else the dialogue closes. */
  onSubmit: (path: string) => Promise<void>
  onClose: () => void
  suggestions?: readonly string[]
}

/** Asks for the path of a file. What is wrong with it is said in place, and can be mended. */
export function PathDialog({ isOpen, title, onClose, ...rest }: PathDialogProps) {
  const titleId = useId()
  return (
    <ModalDialog
      isOpen={isOpen}
      onClose={onClose}
      labelledBy={titleId}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-lg border"
    >
      <PathForm
        heading={
          <h2 id={titleId} className="text-base font-semibold">
            {title}
          </h2>
        }
        onClose={onClose}
        {...rest}
      />
    </ModalDialog>
  )
}

/** Apart from the dialogue, so that each opening begins anew. */
function PathForm({
  heading,
  submitLabel,
  onSubmit,
  onClose,
  suggestions = [],
}: Omit<PathDialogProps, 'isOpen' | 'title'> & { heading: ReactNode }) {
  const [path, setPath] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const inputId = useId()
  const hintId = useId()
  const problemId = useId()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (isBusy) return
    if (path === '') return setProblem('Type the path of a file.')
    setBusy(true)
    setProblem(null)
    try {
      await onSubmit(path)
      onClose()
    } catch (error) {
      setProblem(explain(error))
      setBusy(false)
    }
  }

  return (
    <form className="p-5" onSubmit={(event) => void submit(event)}>
      {heading}
      <label htmlFor={inputId} className="mt-3 block text-sm font-medium">
        Path
      </label>
      <input
        id={inputId}
        autoFocus
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={path}
        onChange={({ currentTarget }) => setPath(currentTarget.value)}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? hintId : `${problemId} ${hintId}`}
        className="mt-1 w-full rounded-md border border-line-strong bg-surface px-2 py-1.5 font-mono text-sm"
      />
      <p id={hintId} className="mt-1 text-xs text-ink-muted">
        Without a leading slash it begins in the shell’s folder.
      </p>
      {problem !== null && (
        <p id={problemId} role="alert" className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
      {suggestions.length > 0 && (
        <div className="mt-3 flex flex-wrap gap-2">
          {suggestions.map((suggestion) => (
            <Button key={suggestion} size="small" className="font-mono" onClick={() => setPath(suggestion)}>
              {suggestion}
            </Button>
          ))}
        </div>
      )}
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" aria-disabled={isBusy}>
          {submitLabel}
        </Button>
      </div>
    </form>
  )
}
