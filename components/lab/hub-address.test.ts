import { describe, expect, it } from 'vitest'
import { hubPageFor, isRealHubAddress, withUsername } from './hub-address.ts'

describe('hubPageFor', () => {
  it.each([
    ['https://hub.docker.com', '/hub'],
    ['https://hub.docker.com/', '/hub'],
    ['http://hub.docker.com/explore', '/hub'],
    ['https://hub.docker.com/search?q=nginx&type=image', '/hub?q=nginx'],
    ['https://hub.docker.com/_/nginx', '/hub/r/library/nginx'],
    ['https://hub.docker.com/_/nginx/tags?page=2', '/hub/r/library/nginx'],
    ['https://hub.docker.com/r/moby/buildkit', '/hub/r/moby/buildkit'],
    ['https://hub.docker.com/r/moby/buildkit/tags/', '/hub/r/moby/buildkit'],
    ['https://hub.docker.com/u/moby', '/hub?q=moby'],
    ['https://hub.docker.com/r/moby/', '/hub?q=moby'],
  ])('has a page for %s', (address, page) => expect(hubPageFor(address)).toBe(page))

  it.each([
    'https://hub.docker.com/pricing',
    'https://docs.docker.com/docker-hub/',
    'https://hub.docker.com.example.org/_/nginx',
    '#hub',
    '/labs/container-registries',
  ])('has none for %s', (address) => expect(hubPageFor(address)).toBeNull())
})

it('knows pages of the real Hub, of which some have no counterpart here', () => {
  expect(isRealHubAddress('https://hub.docker.com/pricing')).toBe(true)
  expect(isRealHubAddress('https://docs.docker.com/')).toBe(false)
  expect(isRealHubAddress('../01-basics/chapter.md')).toBe(false)
})

describe('withUsername', () => {
  const address = 'https://hub.docker.com/r/%7B%7Busername%7D%7D/mycurl'

  it('fills in the participant’s name, as written and as the parser leaves it', () => {
    const own = 'https://hub.docker.com/r/wise-otter-42/mycurl'
    expect(withUsername(address, 'wise-otter-42')).toBe(own)
    expect(withUsername(decodeURIComponent(address), 'wise-otter-42')).toBe(own)
  })

  it('has no address without a name, and needs none where the address does not ask for it', () => {
    expect(withUsername(address, undefined)).toBeNull()
    expect(withUsername('https://hub.docker.com/_/nginx', undefined)).toBe('https://hub.docker.com/_/nginx')
  })
})
