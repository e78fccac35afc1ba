const BAR = 'animate-pulse rounded bg-line motion-reduce:animate-none'

/** The shape of what is about to come, so that nothing jumps when it does. */
export function HubSkeleton({ label, cards }: { label: string; cards: number }) {
  return (
    <>
      <p role="status" className="sr-only">
        {label}
      </p>
      <div aria-hidden className="grid gap-3 md:grid-cols-2">
        {Array.from({ length: cards }, (_, index) => (
          <div key={index} className="flex h-30 flex-col gap-3 rounded-lg border border-line bg-surface p-4">
            <span className={`${BAR} h-4 w-2/5`} />
            <span className={`${BAR} h-3 w-4/5`} />
            <span className={`${BAR} mt-auto h-3 w-1/3`} />
          </div>
        ))}
      </div>
    </>
  )
}
