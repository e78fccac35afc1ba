import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { labIdSchema } from '../protocol/ids.ts'
import {
  BODY_LINE,
  chapterOf,
  FRONT_MATTER,
  frontMatterWithChecks,
  parseBody,
  problemsOf,
  SOME_CHECK,
} from './chapter-under-test.ts'
import { parseChapter } from './parse-chapter.ts'

function parseText(text: string) {
  return parseChapter({
    labId: labIdSchema.parse('x'),
    folder: '01-first',
    file: 'chapter.md',
    text,
    scripts: new Map(),
  })
}

describe('front matter', () => {
  it('gives the chapter its fields, one instance unless it says otherwise', () => {
    expect(chapterOf('Text.')).toMatchObject({
      id: 'first',
      title: 'First',
      minutes: 5,
      level: 'core',
      instances: 1,
    })
  })

  it.each([
    ['minutes: soon', '4: minutes: is not valid'],
    ['minutes: 0', '4: minutes: is not valid'],
    ['level: hard', '5: level: is not valid'],
    ['instances: 99', '6: instances: is not valid'],
    ['author: me', '6: author: unknown key, allowed: id, title, minutes, level, instances, checks'],
    ['id: second', '2: id: is "second", but the folder is called "01-first"'],
    ['checks: { x: { on: node1 } }', '6: checks.x.mode: is missing, allowed: level'],
    ['checks: { x: { on: host } }', '6: checks.x.on: is not valid'],
    ['checks: { A: {} }', '6: checks.A: is not a well-formed id'],
    ['title: [', '4: not valid YAML'],
    ['level: *nothing', 'not valid YAML'],
  ])('is refused with its line and what is allowed: %s', (line, expected) => {
    const key = line.split(':')[0]!
    const lines = FRONT_MATTER.split('\n').filter((other) => !other.startsWith(`${key}:`))
    const at = FRONT_MATTER.split('\n').findIndex((other) => other.startsWith(`${key}:`))
    lines.splice(at < 0 ? lines.length : at, 0, line)
    expect(problemsOf('Text.', { frontMatter: lines.join('\n') }).join('\n')).toContain(expected)
  })

  it('is missed when it is not there', () => {
    const [problem] = parseText('# Hello').problems
    expect(problem?.line).toBe(1)
    expect(problem?.message).toContain('the front matter is missing')
  })

  it('refuses a key that is there twice', () => {
    expect(problemsOf('', { frontMatter: `${FRONT_MATTER}\nlevel: core` })[0]).toMatch(/^6: not valid YAML/)
  })
})

describe('checks', () => {
  const second = 'second: { on: node1, mode: level, run: a, reason: h, solve: b, after: [pushed] }'
  const body = '::check{#second}\n\n::check{#pushed}'

  it('come in an order in which they can be looked at, scripts included', () => {
    const { checks } = chapterOf(body, { frontMatter: frontMatterWithChecks(second, SOME_CHECK) })
    expect([...checks.keys()]).toEqual(['pushed', 'second'])
    expect(checks.get([...checks.keys()][1]!)).toMatchObject({ run: 'a', solution: 'b', after: ['pushed'] })
  })

  it('take scripts from files', () => {
    const frontMatter = frontMatterWithChecks(SOME_CHECK.replace('"true"', 'checks/a.sh'))
    const { checks } = chapterOf('::check{#pushed}', { frontMatter, scripts: { 'checks/a.sh': 'exit 0' } })
    expect([...checks.values()][0]!.run).toBe('exit 0')
  })

  it.each([
    [[SOME_CHECK.replace('"true"', 'checks/a.sh')], '7: checks.pushed.run: there is no file checks/a.sh'],
    [[SOME_CHECK.replace('node1', 'node2')], '7: checks.pushed.on: is node2, but "instances" is 1'],
    [[SOME_CHECK.replace(' }', ', after: [gone] }')], '7: checks.pushed.after: "gone" is no check'],
    [
      [SOME_CHECK.replace(' }', ', after: [second] }'), second],
      'these checks wait for each other: pushed, second',
    ],
    [[SOME_CHECK.replace(' }', ', after: [pushed] }')], 'these checks wait for each other: pushed'],
  ])('are refused with a reason: %j', (checks, reason) => {
    const text = checks.length > 1 ? body : '::check{#pushed}'
    expect(problemsOf(text, { frontMatter: frontMatterWithChecks(...checks) })).toEqual([
      expect.stringContaining(reason),
    ])
  })

  it('must use every script file', () => {
    expect(problemsOf('', { scripts: { 'checks/old.sh': 'exit 0' } })).toEqual([
      expect.stringContaining('nothing uses'),
    ])
  })
})

describe('parseChapter', () => {
  it('reports everything that is wrong at once', () => {
    const problems = problemsOf('<b>\n\n```bash\nls', { frontMatter: FRONT_MATTER.replace('core', 'hard') })
    expect(problems).toHaveLength(3)
  })

  it('reads files of any system: CRLF, CR, byte order mark', () => {
    const text = `---\n${FRONT_MATTER}\n---\n\n## A\n\n\`\`\`bash\nls\npwd\n\`\`\`\n`
    const expected = parseText(text)
    expect(expected.problems).toEqual([])
    expect(parseText(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(expected)
    expect(parseText(text.replaceAll('\n', '\r'))).toEqual(expected)
  })

  it.each(['\x1b[31m', '\u202e', '\u200b', '\x00'])(
    'refuses the invisible character %j anywhere',
    (character) => {
      expect(problemsOf(`ok\n\n\`\`\`bash\nls ${character}\n\`\`\``)).toEqual([
        expect.stringMatching(new RegExp(`^${BODY_LINE + 3}: invisible character U\\+`)),
      ])
    },
  )

  it('refuses what is too large or nested too deeply to be read, without trying', () => {
    expect(problemsOf('x'.repeat(200_000))[0]).toContain('too large')
    expect(problemsOf('>'.repeat(20_000))[0]).toContain('nested too deeply')
    expect(problemsOf('- '.repeat(20_000))[0]).toContain('nested too deeply')
  })

  it('keeps no positions: pages do not need them', () => {
    expect(JSON.stringify(chapterOf('## A\n\nText.\n\n- x').steps)).not.toContain('position')
  })

  it('answers for any text with a chapter or with reasons', () => {
    const pieces = fc.constantFrom(
      ...[
        '```bash',
        '```',
        '~~~',
        ':::hint[a]',
        ':::',
        '::check{#a}',
        '::port{',
        '# ',
        '## A',
        '- ',
        '> ',
        '    ',
      ],
      ...[
        '{{username}}',
        '{{x}}',
        '<b>',
        '![a](b)',
        '[a](#b)',
        '[a]: b',
        '|a|b|',
        '|-|-|',
        '---',
        '\n',
        '\n\n',
        '\t',
        '[^1]',
      ],
    )
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' }), fc.constant('\n')), {
      maxLength: 60,
    })
    fc.assert(
      fc.property(text, fc.boolean(), (parts, hasFrontMatter) => {
        const body = parts.join('')
        const { chapter, problems } = hasFrontMatter ? parseBody(body) : parseText(body)
        expect(chapter === undefined).toBe(problems.length > 0)
      }),
      { numRuns: 500 },
    )
  })

  it('answers for any YAML with a chapter or with reasons', () => {
    const line = fc.oneof(
      fc.constantFrom(
        ...FRONT_MATTER.split('\n'),
        'checks:',
        '  a:',
        '    on: node1',
        '- x',
        '&a [*a]',
        '? a',
        '<<: *a',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const { chapter, problems } = parseBody('Text.', { frontMatter: lines.join('\n') })
        expect(chapter === undefined).toBe(problems.length > 0)
      }),
      { numRuns: 500 },
    )
  })
})
