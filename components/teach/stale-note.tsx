/** Above what was read before the server went away. */
export function StaleNote({ problem }: { problem: string | null }) {
  if (problem === null) return null
  return (
    <p role="alert" className="mb-4 rounded-md bg-warn-soft px-3 py-2 text-sm text-warn">
      What you see may be out of date. {problem}
    </p>
  )
}
