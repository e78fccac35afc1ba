const ADJECTIVES = [
  'able',
  'brave',
  'bright',
  'calm',
  'clever',
  'cosy',
  'eager',
  'fair',
  'gentle',
  'glad',
  'keen',
  'kind',
  'lively',
  'lucky',
  'merry',
  'mild',
  'neat',
  'noble',
  'proud',
  'quick',
  'quiet',
  'ready',
  'sharp',
  'steady',
  'sunny',
  'swift',
  'tidy',
  'warm',
  'wise',
  'witty',
]
const ANIMALS = [
  'beaver',
  'bison',
  'crane',
  'dolphin',
  'falcon',
  'ferret',
  'finch',
  'gecko',
  'heron',
  'ibis',
  'koala',
  'lemur',
  'lynx',
  'magpie',
  'marten',
  'newt',
  'octopus',
  'orca',
  'otter',
  'owl',
  'panda',
  'puffin',
  'raven',
  'robin',
  'seal',
  'sparrow',
  'stork',
  'swan',
  'tern',
  'walrus',
]
const NUMBERS = 90

/** How many different names there are; `seed` counts through them. */
export const USERNAME_COUNT = ADJECTIVES.length * ANIMALS.length * NUMBERS

/** A name that is easy to say and to tell apart, such as `wise-otter-42`, for any whole number. */
export function usernameFrom(seed: number): string {
  const adjective = ADJECTIVES[seed % ADJECTIVES.length]!
  const animal = ANIMALS[Math.floor(seed / ADJECTIVES.length) % ANIMALS.length]!
  const number = 10 + (Math.floor(seed / (ADJECTIVES.length * ANIMALS.length)) % NUMBERS)
  return `${adjective}-${animal}-${number}`
}
