import { Meter } from '../ui/meter.tsx'

export function PollResult({ options, counts }: { options: readonly string[]; counts: readonly number[] }) {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return (
    <div role="group" aria-label="Result" className="mt-2 flex max-w-md flex-col gap-2">
      {options.map((option, index) => {
        const count = counts[index] ?? 0
        const share = total === 0 ? 0 : count / total
        return (
          // The order is the instructor's, and two options may have the same words.
          <Meter
            key={index}
            label={option}
            share={share}
            text={`${count} of ${total}, ${Math.round(100 * share)} %`}
            isLimit={false}
          />
        )
      })}
    </div>
  )
}
