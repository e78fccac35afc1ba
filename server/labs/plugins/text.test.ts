import { describe, expect, it } from 'vitest'
import { chapterOf, parseBody, problemsOf } from '../chapter-under-test.ts'

describe('links', () => {
  it('to another chapter’s file become the address of its page', () => {
    const { chapter, links } = parseBody('See [it](../31-private-registry/chapter.md#clean-up).')
    expect(JSON.stringify(chapter)).toContain('"href":"/labs/some-lab/private-registry#clean-up"')
    expect(links).toMatchObject([{ folder: '31-private-registry', anchor: 'clean-up' }])
  })

  it('to a heading of the chapter and to the web stay as they are', () => {
    expect(problemsOf('## Go on\n\n[a](#go-on) [b](https://example.org/x) <https://example.org/>')).toEqual(
      [],
    )
  })

  it.each([
    '#nowhere',
    'other.md',
    '/labs/x',
    '../31-private-registry',
    'javascript:alert(1)',
    'data:text/html,x',
  ])('are refused when they lead nowhere or are no web address: %s', (url) =>
    expect(problemsOf(`[x](${url})`)).toHaveLength(1),
  )
})

describe('what a chapter must not have', () => {
  it.each(['<b>bold</b> text', '<script>alert(1)</script>', '![alt](x.png)', 'a[^1]\n\n[^1]: note'])(
    'is refused: %j',
    (body) => expect(problemsOf(body).length).toBeGreaterThan(0),
  )
})

describe('variables', () => {
  it('are marked in the text, in code too, and left as they are in blocks', () => {
    const chapter = chapterOf('Your `{{username}}/web`.\n\n```bash\ndocker push {{username}}/web\n```')
    const [paragraph] = chapter.steps[0]!.content.children
    expect(paragraph).toMatchObject({
      children: [
        {},
        {
          tagName: 'code',
          children: [{ tagName: 'lab-variable', properties: { name: 'username' } }, { value: '/web' }],
        },
        {},
      ],
    })
    expect([...chapter.blocks.values()][0]!.code).toBe('docker push {{username}}/web')
  })

  it('are refused when nobody fills them in', () => {
    expect(problemsOf('{{user}} {{ username }}')).toEqual([
      expect.stringContaining('unknown variable {{user}}, allowed: {{username}}'),
      expect.stringContaining('write {{username}} without spaces'),
    ])
  })

  it('are told from the format strings of Docker', () => {
    const body = "```bash\ndocker image inspect x --format '{{index .RepoDigests 0}} {{.Id}} {{end}}'\n```"
    expect(problemsOf(body)).toEqual([])
  })
})
