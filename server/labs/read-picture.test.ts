import { expect, test } from 'vitest'
import { chapterOf, problemsOf } from './chapter-under-test.ts'
import { readPicture } from './read-picture.ts'

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 720 300"><style>a{fill:url(#x)}</style></svg>'

test('a picture becomes a figure with an address of its own and its size', () => {
  const chapter = chapterOf('![It flows](images/flow.svg)', { pictures: { 'flow.svg': SVG } })
  expect(chapter.steps[0]!.content.children[0]).toMatchObject({
    tagName: 'lab-figure',
    properties: {
      src: '/lab-media/some-lab/01-first/flow.svg',
      alt: 'It flows',
      width: 720,
      height: 300,
    },
  })
})

test.each([
  ['![](images/flow.svg)', 'needs a text alternative'],
  ['Look: ![x](images/flow.svg)', 'stands in a paragraph of its own'],
  ['![x](images/other.svg)\n\n![x](images/flow.svg)', 'there is no file images/other.svg'],
  ['![x](https://example.org/x.png)\n\n![x](images/flow.svg)', 'is no picture of this chapter'],
  ['', 'the text does not show images/flow.svg'],
])('is refused with a reason: %j', (body, reason) => {
  expect(problemsOf(body, { pictures: { 'flow.svg': SVG } })[0]).toContain(reason)
})

test.each([
  '<script>alert(1)</script>',
  '<g onload="x()"/>',
  '<image href="https://example.org/x.png"/>',
  '<foreignObject/>',
  '<style>@import "x.css"</style>',
  '<style>a{background:url(https://example.org)}</style>',
])('a picture that does something is refused: %s', (part) => {
  expect(readPicture(SVG.replace('</svg>', `${part}</svg>`)).ok).toBe(false)
})

test('a picture without a size is refused', () => {
  expect(readPicture('<svg></svg>')).toEqual({
    ok: false,
    reason: expect.stringContaining('viewBox') as string,
  })
})
