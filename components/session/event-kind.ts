import type { TimelineEvent } from '../../server/protocol/timeline.ts'

/** `problem`: something went wrong, or was lost. */
export type EventKind = 'session' | 'instance' | 'docker' | 'lab' | 'problem'

const KINDS: Record<TimelineEvent['type'], EventKind> = {
  'session-opened': 'session',
  'session-claimed': 'session',
  'session-extended': 'session',
  'session-closed': 'session',
  'idle-warned': 'problem',
  'instance-added': 'instance',
  'instance-ready': 'instance',
  'instance-failed': 'problem',
  'instance-deleted': 'instance',
  'instance-ended': 'problem',
  'image-pulled': 'docker',
  'image-pushed': 'docker',
  'image-named': 'docker',
  'container-started': 'docker',
  'container-exited': 'docker',
  'more-happened': 'docker',
  'inner-engine-stopped': 'problem',
  'inner-engine-back': 'docker',
  'disk-nearly-full': 'problem',
  'disk-full': 'problem',
  'out-of-memory': 'problem',
  'too-many-processes': 'problem',
  'engine-lost': 'problem',
  'engine-back': 'session',
  'broker-restarted': 'session',
  'catch-up-done': 'lab',
  'catch-up-failed': 'problem',
  'file-uploaded': 'lab',
}

export function eventKind(event: TimelineEvent): EventKind {
  if (event.type === 'container-exited' && event.exitCode !== 0) return 'problem'
  return KINDS[event.type]
}
