/** `node1-2026-11-24-2107.cast`, in the time of whoever recorded it. */
export function castFileName(instance: string, at: Date): string {
  const twoDigits = (part: number) => String(part).padStart(2, '0')
  const date = [at.getFullYear(), twoDigits(at.getMonth() + 1), twoDigits(at.getDate())].join('-')
  return `${instance}-${date}-${twoDigits(at.getHours())}${twoDigits(at.getMinutes())}.cast`
}
