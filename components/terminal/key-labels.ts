/** What the keys are called on this person's keyboard. */
export function keyLabels(): { copy: string; paste: string; search: string; openLink: string } {
  const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform)
  return isMac
    ? { copy: '⌘C', paste: '⌘V', search: '⇧⌘F', openLink: '⌘+click' }
    : { copy: 'Ctrl+Shift+C', paste: 'Ctrl+V', search: 'Ctrl+Shift+F', openLink: 'Ctrl+click' }
}
