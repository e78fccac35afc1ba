export const FOLDER_REFUSED = 'Folders are not taken. Drop the files in it, or an archive.'

export interface DroppedFiles {
  files: File[]
  /** Names of folders, which are not taken. */
  folders: string[]
}

/** The parts of a DataTransfer that tell folders from files: both are Files, only their entries differ. */
interface Dropped {
  items: Iterable<Pick<DataTransferItem, 'kind' | 'getAsFile' | 'webkitGetAsEntry'>>
}

export function readDropped({ items }: Dropped): DroppedFiles {
  const files: File[] = []
  const folders: string[] = []
  for (const item of items) {
    if (item.kind !== 'file') continue
    const entry = item.webkitGetAsEntry()
    const file = item.getAsFile()
    if (entry?.isDirectory) folders.push(entry.name)
    else if (file) files.push(file)
  }
  return { files, folders }
}

/** Text that is dragged is the terminal's own business. */
export function hasFiles({ types }: Pick<DataTransfer, 'types'>): boolean {
  return types.includes('Files')
}
