import type { ContainerInspectInfo } from 'dockerode'
import type { Instance, InstanceId } from '../domain/instance.ts'
import { instanceNameSchema, type SessionId } from '../protocol/ids.ts'
import { LABEL } from './labels.ts'

/** Maps Docker's JSON to an instance; `undefined` for a container that is not one, or does not run. */
export function instanceFromInspect(info: ContainerInspectInfo): Instance | undefined {
  const labels = info.Config.Labels
  const name = instanceNameSchema.safeParse(labels[LABEL.name])
  const sessionId = labels[LABEL.session]
  if (!info.State.Running || !sessionId || !name.success) return undefined
  const [network] = Object.values(info.NetworkSettings.Networks)
  return {
    id: info.Id as InstanceId,
    sessionId: sessionId as SessionId,
    name: name.data,
    ip: network?.IPAddress ?? '',
    startedAt: Date.parse(info.State.StartedAt),
  }
}
