import { expect, it } from 'vitest'
import { ApiError } from '../session/session-api.ts'
import type { Draft, DraftStore } from './draft-store.ts'
import { EditorDocument, type DocumentState } from './editor-document.ts'
import { FileChangedError, type FilesApi } from './file-request.ts'

/** A disk with one file, whose versions are its contents, and the storage of a tab. */
function setUp(content: string | null = 'one', draft: Draft | null = null) {
  const disk = { content, isAway: false, onSave: () => undefined as void }
  const shown: string[] = []
  const kept = { draft }
  const drafts: DraftStore = {
    read: () => kept.draft,
    write: (next) => {
      kept.draft = next
      return true
    },
    clear: () => (kept.draft = null),
  }
  const answering = () => {
    if (disk.isAway) throw new ApiError('OFFLINE', 'away')
  }
  const api: FilesApi = {
    state: () => Promise.reject(new Error('not asked')),
    async readText(path) {
      answering()
      return { path, text: disk.content ?? '', version: disk.content }
    },
    async saveText(path, { text, version }) {
      answering()
      disk.onSave()
      if (version !== disk.content) throw new FileChangedError('changed', disk.content)
      disk.content = text
      return { path, version: text }
    },
  }
  const open = () => {
    const document = new EditorDocument({ path: '/f', api, drafts, onText: (text) => shown.push(text) })
    return document.open().then(() => document)
  }
  return { disk, shown, kept, open }
}

function opened(document: EditorDocument): Extract<DocumentState, { status: 'open' }> {
  const state = document.state()
  if (state.status !== 'open') throw new Error(`the document is ${state.status}`)
  return state
}

it('shows the file, and is dirty exactly while the text is another one', async () => {
  const { shown, open } = setUp()
  const document = await open()
  expect(shown).toEqual(['one'])
  document.edited('one!')
  expect(opened(document).isDirty).toBe(true)
  document.edited('one')
  expect(opened(document).isDirty).toBe(false)
})

it('saves, and again over its own version', async () => {
  const { disk, open } = setUp()
  const document = await open()
  for (const text of ['two', 'three']) {
    document.edited(text)
    await document.save()
    expect(disk.content).toBe(text)
    expect(opened(document)).toMatchObject({ isDirty: false, isSaving: false, problem: null })
  }
})

it('what is typed while it saves is not taken for saved', async () => {
  const { disk, kept, open } = setUp()
  const document = await open()
  disk.onSave = () => document.edited('two and more')
  document.edited('two')
  await document.save()
  expect(disk.content).toBe('two')
  expect(opened(document).isDirty).toBe(true)
  expect(kept.draft).toEqual({ text: 'two and more', version: 'two' })
})

it('a file that does not exist is new until it is saved', async () => {
  const { disk, open } = setUp(null)
  const document = await open()
  expect(opened(document).isNew).toBe(true)
  document.edited('FROM alpine')
  await document.save()
  expect(disk.content).toBe('FROM alpine')
  expect(opened(document).isNew).toBe(false)
})

it('an outside change is shown at once when nothing was typed', async () => {
  const { disk, shown, open } = setUp()
  const document = await open()
  disk.content = 'outside'
  await document.changedOutside('outside')
  expect(shown).toEqual(['one', 'outside'])
  expect(opened(document)).toMatchObject({ isDirty: false, isConflicted: false })
  expect(document.knownVersion).toBe('outside')
})

it('an outside change asks when something was typed; until then nothing is saved nor asked again', async () => {
  const { disk, shown, open } = setUp()
  const document = await open()
  document.edited('mine')
  disk.content = 'outside'
  await document.changedOutside('outside')
  expect(opened(document).isConflicted).toBe(true)
  await document.save()
  expect(disk.content).toBe('outside')
  expect(shown).toEqual(['one'])
  expect(document.knownVersion).toBe('outside')
})

it('keeping mine writes over what is outside, also with the words that were there before', async () => {
  const { disk, open } = setUp()
  const document = await open()
  document.edited('mine')
  disk.content = 'outside'
  await document.changedOutside('outside')
  document.edited('one')
  document.keepMine()
  expect(opened(document)).toMatchObject({ isConflicted: false, isDirty: true })
  document.edited('one ')
  document.edited('one')
  expect(opened(document).isDirty).toBe(true)
  await document.save()
  expect(disk.content).toBe('one')
  expect(opened(document).isDirty).toBe(false)
})

it('reloading gives up the edits and their draft', async () => {
  const { disk, shown, kept, open } = setUp()
  const document = await open()
  document.edited('mine')
  document.keepDraft()
  disk.content = 'outside'
  await document.changedOutside('outside')
  await document.reload()
  expect(shown.at(-1)).toBe('outside')
  expect(opened(document)).toMatchObject({ isDirty: false, isConflicted: false })
  expect(kept.draft).toBeNull()
})

it('a change that nobody has noticed is found by saving', async () => {
  const { disk, open } = setUp()
  const document = await open()
  disk.content = 'outside'
  document.edited('mine')
  await document.save()
  expect(disk.content).toBe('outside')
  expect(opened(document)).toMatchObject({ isConflicted: true, isSaving: false, isDirty: true })
})

it('what is typed while an outside change is read is not replaced by it', async () => {
  const { disk, shown, open } = setUp()
  const document = await open()
  disk.content = 'outside'
  const reading = document.changedOutside('outside')
  document.edited('mine')
  await reading
  expect(shown).toEqual(['one'])
  expect(opened(document).isConflicted).toBe(true)
})

it('a file that is removed keeps its text here, and saving makes it again', async () => {
  const { disk, kept, open } = setUp()
  const document = await open()
  disk.content = null
  await document.changedOutside(null)
  expect(opened(document)).toMatchObject({ isNew: true, isDirty: true })
  expect(kept.draft).toEqual({ text: 'one', version: null })
  await document.save()
  expect(disk.content).toBe('one')
})

it('a failed save loses nothing and says why', async () => {
  const { disk, kept, open } = setUp()
  const document = await open()
  document.edited('mine')
  disk.isAway = true
  await document.save()
  expect(opened(document)).toMatchObject({ isDirty: true, isSaving: false, problem: 'away' })
  expect(kept.draft).toEqual({ text: 'mine', version: 'one' })
  disk.isAway = false
  await document.save()
  expect([disk.content, kept.draft]).toEqual(['mine', null])
})

it('after a reload of the page the edits are there, and asked about when the file is another one', async () => {
  const { shown, disk, kept, open } = setUp('one', { text: 'mine', version: 'one' })
  const document = await open()
  expect(shown.at(-1)).toBe('mine')
  expect(opened(document)).toMatchObject({ isDirty: true, isConflicted: false })
  await document.save()
  expect(disk.content).toBe('mine')

  kept.draft = { text: 'older', version: 'one' }
  const again = await open()
  expect(shown.at(-1)).toBe('older')
  expect(opened(again)).toMatchObject({ isDirty: true, isConflicted: true })
})

it('a file that cannot be read can be tried again', async () => {
  const { disk, open } = setUp()
  disk.isAway = true
  const document = await open()
  expect(document.state()).toEqual({ status: 'failed', message: 'away' })
  disk.isAway = false
  await document.open()
  expect(opened(document).isDirty).toBe(false)
})
