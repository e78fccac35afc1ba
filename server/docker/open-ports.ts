import type { ContainerInfo } from 'dockerode'
import type { OpenPort } from '../domain/instance.ts'

/** TCP ports that running containers publish, once each (Docker lists IPv4 and IPv6 apart), lowest first. */
export function openPorts(containers: ContainerInfo[]): OpenPort[] {
  const byPort = new Map<number, OpenPort>()
  for (const container of containers) {
    for (const { PublicPort, Type } of container.Ports) {
      if (!PublicPort || Type !== 'tcp') continue
      byPort.set(PublicPort, { port: PublicPort, container: container.Names[0]?.slice(1) ?? '' })
    }
  }
  return [...byPort.values()].sort((a, b) => a.port - b.port)
}
