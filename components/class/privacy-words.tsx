/** Read before joining, and meant to be kept: see the operating guide. */
export function PrivacyWords() {
  return (
    <section aria-labelledby="what-is-seen" className="rounded-lg border border-line bg-surface p-4 text-sm">
      <h3 id="what-is-seen" className="font-semibold">
        What instructors can see
      </h3>
      <ul role="list" className="mt-2 flex list-disc flex-col gap-1.5 pl-5">
        <li>Your progress: which checks are done, and what those that are not done say.</li>
        <li>Whether you are there.</li>
        <li>A small live picture of the terminal in use. You can switch it off at any time.</li>
        <li>
          A closer look into a terminal, or typing in it, only after you agree, each time: its screen as it is
          then, and what it shows from then on; not what has scrolled away. You end it with one click.
        </li>
      </ul>
      <p className="mt-2 text-ink-muted">
        Nothing of your terminal is stored. Other participants see nothing of yours.
      </p>
    </section>
  )
}
