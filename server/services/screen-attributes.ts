import type { Attributes } from './screen-internals.ts'

const KIND = 0x3000000
const PALETTE_16 = 0x1000000
const PALETTE_256 = 0x2000000
const TRUE_COLOR = 0x3000000
const UNDERLINE = 0x10000000

/** The sequence after which text is written like this, whatever was before. */
export function drawAttributes(of: Attributes): string {
  const codes = [
    '0',
    ...(of.isBold() ? ['1'] : []),
    ...(of.isDim() ? ['2'] : []),
    ...(of.isItalic() ? ['3'] : []),
    ...drawUnderline(of),
    ...(of.isBlink() ? ['5'] : []),
    ...(of.isInverse() ? ['7'] : []),
    ...(of.isInvisible() ? ['8'] : []),
    ...(of.isStrikethrough() ? ['9'] : []),
    ...(of.isOverline() ? ['53'] : []),
    ...drawColor(of.fg, { first: 30, bright: 90, any: '38' }),
    ...drawColor(of.bg, { first: 40, bright: 100, any: '48' }),
    ...(of.hasExtendedAttrs() ? drawUnderlineColor(of.extended.underlineColor) : []),
  ]
  return `\x1b[${codes.join(';')}m`
}

/** A link is underlined in a style of its own, which comes with it; a saved cursor has not saved its style. */
function drawUnderline({ fg, extended }: Attributes): string[] {
  if ((fg & UNDERLINE) === 0) return []
  return [extended.underlineStyle > 1 && !extended.urlId ? `4:${extended.underlineStyle}` : '4']
}

function drawColor(color: number, { first, bright, any }: { first: number; bright: number; any: string }) {
  const value = color & 0xff
  switch (color & KIND) {
    case PALETTE_16:
      return [String(value < 8 ? first + value : bright + value - 8)]
    case PALETTE_256:
      return [`${any};5;${value}`]
    case TRUE_COLOR:
      return [`${any};2;${(color >> 16) & 0xff};${(color >> 8) & 0xff};${value}`]
    default:
      return []
  }
}

function drawUnderlineColor(color: number): string[] {
  // All bits are set where a colour has been taken back.
  const isSet = color !== (KIND | 0xffffff)
  switch (isSet ? color & KIND : 0) {
    case PALETTE_16:
    case PALETTE_256:
      return [`58:5:${color & 0xff}`]
    case TRUE_COLOR:
      return [`58:2::${(color >> 16) & 0xff}:${(color >> 8) & 0xff}:${color & 0xff}`]
    default:
      return []
  }
}
