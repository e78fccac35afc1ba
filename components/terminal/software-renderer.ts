/** Names of what draws without a graphics card: Chromium's, Mesa's two, Windows' and macOS'. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i

/** `renderer`: as WebGL names it. */
export function isSoftwareRenderer(renderer: string): boolean {
  return SOFTWARE.test(renderer)
}
