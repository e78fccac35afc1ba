import type { Element, ElementContent, Root } from 'hast'
import { createCssVariablesTheme, createHighlighter, createJavaScriptRegexEngine } from 'shiki'
import { fillIn, variableNames } from '../../server/protocol/variables.ts'

/** Languages that labs use; text in another is shown plain. */
const LANGUAGES = [
  'bash',
  'console',
  'docker',
  'hcl',
  'http',
  'ini',
  'json',
  'nginx',
  'python',
  'toml',
  'yaml',
] as const
const ALIASES: Record<string, string> = { dockerfile: 'docker', sh: 'bash', shell: 'bash', yml: 'yaml' }

/** Colours are the page's tokens, so that one rendering serves light and dark. */
const theme = createCssVariablesTheme({ name: 'drydock', variablePrefix: '--code-' })

const highlighter = createHighlighter({
  themes: [theme],
  langs: [...LANGUAGES],
  engine: createJavaScriptRegexEngine(),
})

/** One word in every language, so that highlighting cannot cut a variable in two; the number names the variable. */
const STAND_IN = /__drydock(\d+)__/

/** The lines of a block as elements; variables are `lab-variable` elements. Runs on the server only. */
export async function highlightCode(code: string, language: string): Promise<Root> {
  const name = ALIASES[language] ?? language
  const lang = LANGUAGES.some((known) => known === name) ? name : 'text'
  const shiki = await highlighter
  const variables = variableNames(code)
  const standIns = Object.fromEntries(variables.map((variable, index) => [variable, `__drydock${index}__`]))
  const root = shiki.codeToHast(fillIn(code, standIns), { lang, theme: 'drydock' })
  const pre = root.children.find((node): node is Element => node.type === 'element')
  const lines = pre?.children.find((node): node is Element => node.type === 'element')?.children ?? []
  return { type: 'root', children: lines.flatMap((line) => restoreVariables(line, variables)) }
}

function restoreVariables(node: ElementContent, variables: string[]): ElementContent[] {
  if (node.type === 'element') {
    return [{ ...node, children: node.children.flatMap((child) => restoreVariables(child, variables)) }]
  }
  if (node.type !== 'text') return [node]
  return node.value
    .split(STAND_IN)
    .map((part, index): ElementContent => {
      if (index % 2 === 0) return { type: 'text', value: part }
      const name = variables[Number(part)]!
      const children = [{ type: 'text' as const, value: `{{${name}}}` }]
      return { type: 'element', tagName: 'lab-variable', properties: { name }, children }
    })
    .filter((part) => part.type !== 'text' || part.value !== '')
}
