import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLab, type LabSource } from './parse-lab.ts'

const LAB_FILE = 'id: some-lab\ntitle: Some lab\nsummary: What it is about.\n'

function chapter(folder: string, body = 'Text.'): LabSource['chapters'][number] {
  const id = folder.replace(/^\d\d-/, '')
  return {
    folder,
    text: `---\nid: ${id}\ntitle: T\nminutes: 1\nlevel: core\n---\n\n${body}`,
    scripts: new Map(),
  }
}

function problemsOf(source: Partial<LabSource>): string[] {
  const { problems } = parseLab({
    folder: 'some-lab',
    labFile: LAB_FILE,
    chapters: [chapter('01-one')],
    ...source,
  })
  return problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)
}

describe('parseLab', () => {
  it('makes a lab of its files, chapters in their order', () => {
    const chapters = [chapter('01-one', '[on](../02-two/chapter.md#go)'), chapter('02-two', '## Go')]
    const { lab } = parseLab({ folder: 'some-lab', labFile: LAB_FILE, chapters })
    expect(lab).toMatchObject({ id: 'some-lab', title: 'Some lab', summary: 'What it is about.' })
    expect(lab!.chapters.map(({ id }) => id)).toEqual(['one', 'two'])
  })

  it.each<[string, Partial<LabSource>, string]>([
    [
      'an unknown key',
      { labFile: `${LAB_FILE}colour: red` },
      'some-lab/lab.yml:4: colour: unknown key, allowed: id, title, summary',
    ],
    [
      'another id than the folder',
      { labFile: LAB_FILE.replace('some-lab', 'other') },
      'some-lab/lab.yml:1: id: is "other"',
    ],
    ['no content', { labFile: '' }, 'some-lab/lab.yml:1: the whole: is not valid'],
    ['a list', { labFile: '- a' }, 'some-lab/lab.yml:1: the whole: is not valid'],
    ['a folder that is no id', { folder: 'Some Lab' }, 'Some Lab/lab.yml:1: the folder’s name is not an id'],
    ['no chapter', { chapters: [] }, 'some-lab/lab.yml:1: the lab has no chapter'],
    [
      'a folder without number',
      { chapters: [chapter('one')] },
      'one/chapter.md:1: the folder "one" must be called NN-id',
    ],
    [
      'a number twice',
      { chapters: [chapter('01-a'), chapter('01-b')] },
      'the folders 01-a and 01-b share "01"',
    ],
    ['an id twice', { chapters: [chapter('01-a'), chapter('02-a')] }, 'the folders 01-a and 02-a share "a"'],
    [
      'a dead link',
      { chapters: [chapter('01-a', '[x](../02-b/chapter.md)')] },
      '01-a/chapter.md:8: there is no chapter 02-b',
    ],
    [
      'a dead anchor',
      { chapters: [chapter('01-a', '[x](../01-a/chapter.md#b)')] },
      'there is no heading #b in 01-a',
    ],
  ])('refuses %s', (_name, source, expected) => {
    expect(problemsOf(source).join('\n')).toContain(expected)
  })

  it('keeps the chapters that are right', () => {
    const chapters = [chapter('01-a', '<b>'), chapter('02-b')]
    const { lab, problems } = parseLab({ folder: 'some-lab', labFile: LAB_FILE, chapters })
    expect(lab!.chapters.map(({ id }) => id)).toEqual(['b'])
    expect(problems).toHaveLength(1)
  })

  it('takes from its proof what was proven, and whether that is what is there now', () => {
    const [first, second] = [chapter('01-a'), chapter('02-b')]
    const { digest } = parseLab({ folder: 'some-lab', labFile: LAB_FILE, chapters: [first, second] }).lab!
      .chapters[0]!
    const entry = {
      date: '2026-11-24T12:00:00.000Z',
      commit: 'abc1234',
      versions: { engine: '26', registry: '2', buildx: '0' },
    }
    const proof = JSON.stringify({ a: { ...entry, digest }, b: { ...entry, digest: 'of another text' } })
    const { lab } = parseLab({ folder: 'some-lab', labFile: LAB_FILE, chapters: [first, second], proof })
    expect(lab!.chapters.map(({ proven }) => proven?.isCurrent)).toEqual([true, false])
    expect(problemsOf({ proof: '{' })).toEqual([expect.stringContaining('proven.json:1: cannot be read')])
  })

  it('reports what is wrong in all files at once', () => {
    const problems = problemsOf({
      labFile: 'id: some-lab',
      chapters: [chapter('01-a', '<b>'), chapter('02-b', '    x')],
    })
    expect(problems).toHaveLength(4)
  })

  it('never throws, whatever the files are', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        (folder, labFile, text) => {
          problemsOf({ folder, labFile, chapters: [{ folder, text, scripts: new Map([[text, labFile]]) }] })
        },
      ),
    )
  })
})
