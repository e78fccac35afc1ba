import type { InnerHappening } from '../domain/inner-happening.ts'
import type { InnerEvent } from './inner-events.ts'

/** The classic builder runs a container for each step, from an image that has no name. */
const UNNAMED_IMAGE = /^sha256:[0-9a-f]{64}$/

/** What of an inner Engine's events a participant would want to read later on. */
export function toHappening({ Type, Action, Actor }: InnerEvent): InnerHappening | undefined {
  const { name = '', image = '', exitCode } = Actor.Attributes
  switch (`${Type} ${Action}`) {
    case 'image pull':
      return { type: 'image-pulled', image: Actor.ID }
    case 'image push':
      return { type: 'image-pushed', image: Actor.ID }
    // All that the Engine says of a build is that its image has got a name.
    case 'image tag':
      return { type: 'image-named', image: name }
    case 'container start':
      return UNNAMED_IMAGE.test(image) ? undefined : { type: 'container-started', container: name, image }
    case 'container die':
      return UNNAMED_IMAGE.test(image)
        ? undefined
        : { type: 'container-exited', container: name, image, exitCode: Number.parseInt(exitCode ?? '') || 0 }
    default:
      return undefined
  }
}
