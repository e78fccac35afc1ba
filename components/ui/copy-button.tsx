'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, type ButtonProps } from './button.tsx'
import { copyText } from './copy-text.ts'

/** How long the button says that it has copied. */
const COPIED_MS = 1_500

export function CopyButton({
  text,
  label,
  isLabelVisible = false,
  ...rest
}: { text: string; label: string; isLabelVisible?: boolean } & Omit<ButtonProps, 'children'>) {
  const [result, setResult] = useState<'idle' | 'copied' | 'refused'>('idle')

  useEffect(() => {
    if (result === 'idle') return
    const timer = setTimeout(() => setResult('idle'), COPIED_MS)
    return () => clearTimeout(timer)
  }, [result])

  async function copy() {
    setResult((await copyText(text)) ? 'copied' : 'refused')
  }

  const Icon = result === 'copied' ? Check : Copy
  return (
    // The status is beside the button: what is inside one counts as its name and is not announced.
    <span className="relative inline-flex">
      <Button {...rest} onClick={() => void copy()} aria-label={label} title={label}>
        <Icon aria-hidden className="size-3.5" />
        {isLabelVisible && <span aria-hidden>{label}</span>}
      </Button>
      <span role="status" className="sr-only">
        {result === 'copied' && 'Copied.'}
        {result === 'refused' && 'The browser did not allow copying. Select the text and press Ctrl+C.'}
      </span>
    </span>
  )
}
