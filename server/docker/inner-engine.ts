import Docker from 'dockerode'
import type { Agent } from 'node:http'
import { DialAgent } from '../lib/dial-agent.ts'
import { dialInstance } from './exec-socket.ts'

/** A client of the Engine inside an instance, for its own API: events and published ports. */
export function innerEngine(engine: Docker, instanceId: string): Docker {
  const agent = new DialAgent(() => dialInstance(engine, instanceId, { socket: 'docker' }))
  // docker-modem hands `agent` to http.request; its types leave it out.
  const options: Docker.DockerOptions & { agent: Agent } = {
    protocol: 'http',
    host: 'instance',
    port: 80,
    agent,
  }
  return new Docker(options)
}
