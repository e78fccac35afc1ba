export type PictureReading = { ok: true; width: number; height: number } | { ok: false; reason: string }

const VIEW_BOX = /<svg\b[^>]*\sviewBox="\s*[\d.-]+[ ,]+[\d.-]+[ ,]+([\d.]+)[ ,]+([\d.]+)\s*"/
/** A picture is looked at, it does nothing and fetches nothing. Browsers hold to that too, for what is in an <img>. */
const REFUSED: [RegExp, string][] = [
  [/<script\b/i, '<script> is refused'],
  [/<foreignObject\b/i, '<foreignObject> is refused'],
  [/\son\w+\s*=/i, 'event attributes are refused'],
  [/(?:href|src)\s*=\s*["'](?!#)/i, 'links to other files are refused'],
  [/url\(\s*["']?(?!#)/i, 'url() may only name a part of the picture itself'],
  [/@import|<!ENTITY|<\?xml-stylesheet/i, 'other files are refused'],
]

/** The size of an SVG picture, in CSS pixels, or what is wrong with it. */
export function readPicture(svg: string): PictureReading {
  const refused = REFUSED.find(([pattern]) => pattern.test(svg))
  if (refused) return { ok: false, reason: refused[1] }
  const [, width, height] = VIEW_BOX.exec(svg) ?? []
  if (width === undefined || height === undefined || Number(width) === 0 || Number(height) === 0) {
    return { ok: false, reason: 'the <svg> needs a viewBox with a width and a height' }
  }
  return { ok: true, width: Number(width), height: Number(height) }
}
