import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_CLIPBOARD_WRITE_BYTES, parseClipboardWrite } from './clipboard-write.ts'

function encode(bytes: string | Uint8Array): string {
  return Buffer.from(bytes as string).toString('base64')
}

describe('parseClipboardWrite', () => {
  it('decodes text, whichever selection it is for', () => {
    for (const selection of ['c', '', 'p', 'pc', 's0'])
      expect(parseClipboardWrite(`${selection};${encode('docker ps # ñ 🐳')}`)).toBe('docker ps # ñ 🐳')
  })

  it('gives back any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        expect(parseClipboardWrite(`c;${encode(text)}`)).toBe(text)
      }),
    )
  })

  it.each(['c;?', ';?', 'c;', 'c', '', 'c;a', 'c;####', 'c;aGk=;more', 'c; aGk=', 'c;=aGk'])(
    'ignores %j',
    (data) => {
      expect(parseClipboardWrite(data)).toBeNull()
    },
  )

  it('ignores bytes that are no text', () => {
    expect(parseClipboardWrite(`c;${encode(new Uint8Array([0xff, 0xfe, 0x00]))}`)).toBeNull()
  })

  it('takes as much as the limit, and nothing above it', () => {
    const most = 'x'.repeat(MAX_CLIPBOARD_WRITE_BYTES)
    expect(parseClipboardWrite(`c;${encode(most)}`)).toHaveLength(MAX_CLIPBOARD_WRITE_BYTES)
    expect(parseClipboardWrite(`c;${encode(`${most}xxx`)}`)).toBeNull()
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (data) => void parseClipboardWrite(data)))
  })
})
