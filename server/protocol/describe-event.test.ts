import { expect, test } from 'vitest'
import { describeEvent } from './describe-event.ts'
import { instanceNameSchema } from './ids.ts'
import { MAX_EVENT_TEXT } from './limits.ts'
import { CLOSERS, timelineEventSchema, type TimelineEvent } from './timeline.ts'

const instance = instanceNameSchema.parse('node1')
const GiB = 1024 ** 3
const disk = { instance, usedBytes: 3.9 * GiB, limitBytes: 4 * GiB }
const redis = { instance, container: 'cache', image: 'redis:7' }
const step = { chapter: 'Part 1', step: 'Push it' }

/** One of each type at least; a type without an example fails the test below. */
const EXAMPLES: [TimelineEvent, string][] = [
  [{ type: 'session-opened', expiresAt: 0, waitedMs: 0 }, 'The session started. It lasts until <0>.'],
  [
    { type: 'session-claimed', expiresAt: 0, waitedMs: 95_000 },
    'The session started, after 2 minutes in the waiting room. It lasts until <0>.',
  ],
  [
    { type: 'session-extended', by: 'instructor', expiresAt: 5 },
    'Your instructor gave the session more time, until <5>.',
  ],
  [
    { type: 'idle-warned', endsAt: 5 },
    'Nobody had used the session for a long time. Unless it is used, it ends at <5>.',
  ],
  [{ type: 'session-closed', by: 'time-up' }, 'The session ended. Its time was up.'],
  [{ type: 'instance-added', instance }, 'You added node1.'],
  [{ type: 'instance-ready', instance, tookMs: 1_940 }, 'node1 was ready after 1.9 seconds.'],
  [
    { type: 'instance-failed', instance, reason: 'The lab engine does not answer.' },
    'node1 did not start. The lab engine does not answer.',
  ],
  [{ type: 'instance-deleted', instance, by: 'participant' }, 'You deleted node1.'],
  [{ type: 'instance-deleted', instance, by: 'broker' }, 'The lab deleted node1.'],
  [{ type: 'instance-ended', instance, reason: 'It was stopped.' }, 'node1 ended. It was stopped.'],
  [
    { type: 'image-pulled', instance, image: `alpine@sha256:${'0123456789abcdef'.repeat(4)}` },
    'node1 pulled the image alpine@sha256:0123456789ab….',
  ],
  [
    { type: 'image-pushed', instance, image: 'localhost:5000/web:1' },
    'node1 pushed the image localhost:5000/web:1.',
  ],
  [{ type: 'image-named', instance, image: 'web:1' }, 'The image web:1 was built or tagged on node1.'],
  [{ type: 'container-started', ...redis }, 'Container cache (redis:7) started on node1.'],
  [{ type: 'container-exited', ...redis, exitCode: 0 }, 'Container cache (redis:7) on node1 ended.'],
  [
    { type: 'container-exited', ...redis, exitCode: 1 },
    'Container cache (redis:7) on node1 ended with exit code 1.',
  ],
  [
    { type: 'container-exited', ...redis, exitCode: 137 },
    'Container cache (redis:7) on node1 was killed (exit code 137).',
  ],
  [
    { type: 'container-exited', ...redis, exitCode: 143 },
    'Container cache (redis:7) on node1 was stopped (exit code 143).',
  ],
  [
    { type: 'more-happened', instance, count: 12 },
    '12 more things happened in Docker on node1 at about that time.',
  ],
  [{ type: 'inner-engine-stopped', instance }, 'Docker stopped on node1.'],
  [{ type: 'inner-engine-back', instance, downMs: 61_000 }, 'Docker ran again on node1 after 61 seconds.'],
  [
    { type: 'disk-nearly-full', ...disk, largest: null },
    'The disk of node1 was nearly full: 3.9 GiB of 4.0 GiB.',
  ],
  [
    { type: 'disk-full', ...disk, largest: 'image python:3.12' },
    'The disk of node1 was full: 3.9 GiB of 4.0 GiB. The largest is image python:3.12.',
  ],
  [
    { type: 'out-of-memory', instance, process: 'node', container: 'web' },
    'node1 ran out of memory. The kernel ended the process node in the container web.',
  ],
  [
    { type: 'out-of-memory', instance, process: null, container: null },
    'node1 ran out of memory. The kernel ended a process.',
  ],
  [
    { type: 'too-many-processes', instance, limit: 1000 },
    'node1 had as many processes as it may have: 1000. No new one could start.',
  ],
  [{ type: 'engine-lost' }, 'The lab engine, which runs the instances, stopped answering.'],
  [{ type: 'engine-back', downMs: 3 * 3_600_000 }, 'The lab engine answered again after 3 hours.'],
  [{ type: 'broker-restarted' }, 'Drydock was started again. Your instances and terminals were kept.'],
  [
    { type: 'catch-up-done', ...step, isReset: false },
    'You caught up to the step “Push it” of the chapter “Part 1”.',
  ],
  [
    { type: 'catch-up-done', ...step, isReset: true },
    'You reset the step “Push it” of the chapter “Part 1”.',
  ],
  [
    { type: 'catch-up-failed', ...step, isReset: true, reason: 'It took too long.' },
    'Resetting the step “Push it” did not work. It took too long.',
  ],
  [
    { type: 'file-uploaded', instance, name: 'notes.txt', bytes: 12 },
    'You uploaded the file notes.txt (12 bytes) to node1.',
  ],
]

test.each(EXAMPLES)('%j', (event, sentence) => {
  expect(timelineEventSchema.parse(event)).toEqual(event)
  expect(describeEvent(event, { time: (at) => `<${at}>` })).toBe(sentence)
})

test('there is an example of each type of event', () => {
  const shown = new Set(EXAMPLES.map(([{ type }]) => type))
  const types = timelineEventSchema.options.map(({ shape }) => shape.type.value)
  expect(types.filter((type) => !shown.has(type))).toEqual([])
})

test.each(CLOSERS)('an end by %s is told in sentences', (by) => {
  const text = describeEvent({ type: 'session-closed', by }, { time: String })
  expect(text).toMatch(/^The session ended\. [A-Z].*\.$/)
})

test('names from an inner Engine are cut, and neither turn text around nor break lines', () => {
  const evil = `a\u202eb\n\u001b[31m${'x'.repeat(1_000)}`
  const event = timelineEventSchema.parse({ type: 'image-pulled', instance, image: evil })
  if (event.type !== 'image-pulled') throw new Error('another type')
  expect(event.image).toHaveLength(MAX_EVENT_TEXT)
  expect(event.image.startsWith('ab[31mxxx')).toBe(true)
})
