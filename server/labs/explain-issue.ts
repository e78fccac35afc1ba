import { z } from 'zod'

type Issue = z.core.$ZodIssue
type Path = PropertyKey[]

/** What one zod issue means to an author: the field, what is wrong with it, and what its schema allows. */
export function explainIssue(schema: z.ZodType, issue: Issue): { path: Path; message: string }[] {
  if (issue.code === 'unrecognized_keys') {
    const allowed = keysOf(schemaAt(schema, issue.path))
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `${fieldName([...issue.path, key])}: unknown key, allowed: ${allowed.join(', ')}`,
    }))
  }
  const description = schemaAt(schema, issue.path)?.description
  const expected = description ? `, allowed: ${description}` : ''
  return [{ path: issue.path, message: `${fieldName(issue.path)}: ${complaint(issue)}${expected}` }]
}

function complaint(issue: Issue): string {
  if (issue.code === 'invalid_key') return `is not a well-formed id (${issue.issues[0]?.message})`
  if (issue.input === undefined && ['invalid_type', 'invalid_value'].includes(issue.code)) return 'is missing'
  return `is not valid (${issue.message})`
}

function fieldName(path: Path): string {
  return path.length === 0 ? 'the whole' : path.map(String).join('.')
}

function keysOf(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodArray) return keysOf(schema.element as z.ZodType)
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

function schemaAt(schema: z.ZodType | undefined, [key, ...rest]: Path): z.ZodType | undefined {
  const here = unwrap(schema)
  if (key === undefined) return rest.length === 0 ? (schema?.description ? schema : here) : undefined
  if (here instanceof z.ZodObject) return schemaAt(here.shape[String(key)] as z.ZodType | undefined, rest)
  if (here instanceof z.ZodRecord) return schemaAt(here.valueType as z.ZodType, rest)
  if (here instanceof z.ZodArray) {
    const element = here.element as z.ZodType
    // An item without a description of its own is explained by that of its list.
    return rest.length === 0 && !element.description ? schema : schemaAt(element, rest)
  }
  return undefined
}

function unwrap(schema: z.ZodType | undefined): z.ZodType | undefined {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return unwrap(schema.unwrap() as z.ZodType)
  return schema
}
