'use client'

import { useRouter } from 'next/navigation'
import { Button } from '../ui/button.tsx'

/** Its name on the page is a contract with tests. */
export function OpenLabButton({ path }: { path: string }) {
  const router = useRouter()
  return (
    <Button variant="primary" size="large" className="self-start" onClick={() => router.push(path)}>
      Open the lab
    </Button>
  )
}
