import type { RootContent } from 'mdast'
// Adds the directive nodes to mdast's types.
import type {} from 'remark-directive'
import { z } from 'zod'
import { checkIdSchema, instanceNameSchema, variableNameSchema } from '../../protocol/ids.ts'
import type { ChapterContext, LabStepNode } from '../chapter-nodes.ts'

export type LeafDirective = Extract<RootContent, { type: 'leafDirective' }>

const checkAttributes = z.strictObject({ id: checkIdSchema })
const inputAttributes = z.strictObject({ id: variableNameSchema })
const portAttributes = z.strictObject({
  instance: instanceNameSchema,
  port: z.coerce.number().int().min(1).max(65535),
  path: z
    .string()
    .max(200)
    .regex(/^\/[\w\-./~%?=&+,:@]*$/)
    .default('/'),
})

/** `::check{#id}`: where the state of a check is shown. Returns what is wrong with it. */
export function convertCheck(
  node: LeafDirective,
  { frontMatter, placedChecks }: ChapterContext,
  { step }: LabStepNode,
): string | undefined {
  const attributes = checkAttributes.safeParse(node.attributes ?? {})
  if (!attributes.success || node.children.length > 0)
    return '::check needs an id and nothing else: ::check{#some-id}'
  const { id } = attributes.data
  if (placedChecks.has(id)) return `the check "${id}" has two markers: keep one`
  placedChecks.add(id)
  step.checks.push(id)
  if (frontMatter && !Object.hasOwn(frontMatter.checks, id)) {
    return `the check "${id}" is not in the front matter, there are: ${Object.keys(frontMatter.checks).join(', ') || 'none'}`
  }
  node.data = { hName: 'lab-check', hProperties: { checkId: id } }
  return undefined
}

/** `::port{…}`: a link to a published port. Returns what is wrong with it. */
export function convertPort(node: LeafDirective, { frontMatter }: ChapterContext): string | undefined {
  const attributes = portAttributes.safeParse(node.attributes ?? {})
  if (!attributes.success || node.children.length > 0) {
    return '::port needs an instance, a port and, if it is not "/", a path: ::port{instance=node1 port=5000 path="/v2/"}'
  }
  const { instance, port, path } = attributes.data
  if (frontMatter && Number(instance.slice('node'.length)) > frontMatter.instances) {
    return `the port is on ${instance}, but "instances" is ${frontMatter.instances}`
  }
  node.data = { hName: 'lab-port', hProperties: { instance, port, path } }
  return undefined
}

/** `::input{#name}`: where a variable is typed. Returns what is wrong with it. */
export function convertInput(
  node: LeafDirective,
  { frontMatter, placedInputs }: ChapterContext,
): string | undefined {
  const attributes = inputAttributes.safeParse(node.attributes ?? {})
  if (!attributes.success || node.children.length > 0)
    return '::input needs the name of a variable and nothing else: ::input{#some-name}'
  const { id: name } = attributes.data
  if (placedInputs.has(name)) return `the variable "${name}" has two fields: keep one`
  placedInputs.add(name)
  if (frontMatter && frontMatter.variables[name]?.ask === undefined) {
    return `"${name}" is no variable of the front matter with "ask"`
  }
  node.data = { hName: 'lab-input', hProperties: { name } }
  return undefined
}
