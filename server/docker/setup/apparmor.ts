import type Docker from 'dockerode'
import { basename } from 'node:path'
import { findCommand } from './debian-packages.ts'
import { runCommand } from './run-command.ts'

export type ProfileLoad =
  /** Instances can have it. */
  | { status: 'loaded'; profile: string }
  /** The host has no AppArmor. */
  | { status: 'no-apparmor' }
  /** Instances do without it: a user namespace separates them, and this would be a second wall. */
  | { status: 'not-loaded'; reason: string }

export interface ProfileOptions {
  /** images/instance/apparmor/drydock-instance; the file is named as its profile. */
  path: string
  isRoot: boolean
  find?: typeof findCommand
  run?: typeof runCommand
}

/** Loads the profile of instances into the kernel of the host, where that has AppArmor. Never rejects. */
export async function loadAppArmorProfile(
  host: Pick<Docker, 'info'>,
  { path, isRoot, find = findCommand, run = runCommand }: ProfileOptions,
): Promise<ProfileLoad> {
  const { SecurityOptions = [] } = (await host.info()) as { SecurityOptions?: string[] }
  if (!SecurityOptions.some((option) => option.includes('name=apparmor'))) return { status: 'no-apparmor' }
  if (!isRoot) return { status: 'not-loaded', reason: 'only root may load the AppArmor profile' }
  const parser = await find('apparmor_parser')
  if (!parser) return { status: 'not-loaded', reason: 'apparmor_parser is missing (package apparmor)' }
  try {
    await run(parser, ['--replace', '--skip-cache', path], {
      advice: `Is ${path} what this Drydock came with?`,
    })
  } catch (error) {
    return { status: 'not-loaded', reason: (error as Error).message }
  }
  return { status: 'loaded', profile: basename(path) }
}
