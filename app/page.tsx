import { redirect } from 'next/navigation'
import { readLabs } from './_lib/labs.ts'

/** People come to work: they are taken to the first lab, whose header leads to the others. */
export default async function HomePage() {
  const [first] = await readLabs()
  redirect(first ? `/labs/${first.id}` : '/labs')
}
