/** It is there before anything is in it, or what comes is not read out. */
export function ProblemNote({ problem }: { problem: string | null }) {
  return (
    <div role="alert">
      {problem !== null && (
        <p className="rounded-md bg-danger-soft px-3 py-2 text-sm text-danger">{problem}</p>
      )}
    </div>
  )
}
