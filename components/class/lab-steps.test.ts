import { describe, expect, it } from 'vitest'
import { describePlace, isBehind, type LabSteps } from './lab-steps.ts'

const steps: LabSteps = {
  chapters: [
    {
      id: 'private-registry',
      title: 'Part 8: Running a private registry',
      steps: [
        { id: 'intro', title: 'Introduction', checks: [] },
        { id: 'start', title: 'Start a registry', checks: ['running'] },
        { id: 'push', title: 'Push to it', checks: ['pushed', 'listed'] },
      ],
    },
  ],
}
const at = (step: string | null) => ({ chapter: 'private-registry', step })

describe('where the class is', () => {
  it('is told by the titles of the chapter and the step', () => {
    expect(describePlace(at('start'), steps)).toBe('Part 8: Running a private registry, Start a registry')
  })

  it('is told by the chapter alone before its first heading, and without a step', () => {
    expect(describePlace(at('intro'), steps)).toBe('Part 8: Running a private registry')
    expect(describePlace(at(null), steps)).toBe('Part 8: Running a private registry')
  })

  it('is told by the id until titles are known', () => {
    expect(describePlace(at('start'), undefined)).toBe('private-registry')
  })
})

describe('who is behind', () => {
  it('has not done a check of an earlier step', () => {
    expect(isBehind(at('push'), steps, new Set())).toBe(true)
    expect(isBehind(at('push'), steps, new Set(['pushed']))).toBe(true)
    expect(isBehind(at('push'), steps, new Set(['running']))).toBe(false)
  })

  it('is nobody at the first step, without a step, or at one that the lab does not have', () => {
    for (const place of [at('start'), at('intro'), at(null), at('gone'), { chapter: 'gone', step: 'push' }])
      expect(isBehind(place, steps, new Set())).toBe(false)
  })

  it('is not known until the steps are', () => {
    expect(isBehind(at('push'), undefined, new Set())).toBe(false)
  })
})
