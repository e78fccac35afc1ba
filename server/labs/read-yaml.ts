import { isMap, isNode, isPair, isSeq, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { explainIssue } from './explain-issue.ts'
import type { LineProblem } from './source-text.ts'

export interface YamlReading<T> {
  /** Absent when there are problems. */
  value?: T
  problems: LineProblem[]
  /** The line of a field, or of the nearest thing around it. */
  lineOf: (path: PropertyKey[]) => number
}

/** YAML → a value of the schema. `firstLine`: where the text begins in its file. */
export function readYaml<T>(text: string, schema: z.ZodType<T>, firstLine = 1): YamlReading<T> {
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter })
  const lineAt = (offset: number) => counter.linePos(offset).line + firstLine - 1
  const lineOf = (path: PropertyKey[]) => lineAt(offsetOf(document, path))
  const syntax = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    message: `not valid YAML: ${message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '')}`,
  }))
  if (syntax.length > 0) return { problems: syntax, lineOf }
  let content: unknown
  try {
    content = document.toJS()
  } catch (error) {
    // Thrown for aliases that are unknown or that multiply.
    const message = `not valid YAML: ${error instanceof Error ? error.message : String(error)}`
    return { problems: [{ line: firstLine, message }], lineOf }
  }
  const result = schema.safeParse(content, { reportInput: true })
  if (result.success) return { value: result.data, problems: [], lineOf }
  const problems = result.error.issues
    .flatMap((issue) => explainIssue(schema, issue))
    .map(({ path, message }) => ({ line: lineOf(path), message }))
  return { problems, lineOf }
}

function offsetOf(document: Document.Parsed, path: PropertyKey[]): number {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(
        (item) => isPair(item) && isNode(item.key) && String(item.key) === String(key),
      )
      if (!pair) return offset
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node) && isNode(node.items[Number(key)])) {
      node = node.items[Number(key)]
      if (isNode(node)) offset = node.range?.[0] ?? offset
    } else return offset
  }
  return offset
}
