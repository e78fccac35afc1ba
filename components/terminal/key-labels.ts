/** What the keys are called on this person's keyboard. */
export function keyLabels(): {
  copy: string
  copyOutput: string
  paste: string
  search: string
  openLink: string
} {
  const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
  return isMac
    ? { copy: '⌘C', copyOutput: '⌃⇧O', paste: '⌘V', search: '⇧⌘F', openLink: '⌘+click' }
    : {
        copy: 'Ctrl+Shift+C',
        copyOutput: 'Ctrl+Shift+O',
        paste: 'Ctrl+V',
        search: 'Ctrl+Shift+F',
        openLink: 'Ctrl+click',
      }
}
