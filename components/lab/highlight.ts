import type { Element, ElementContent, Root } from 'hast'
import { createCssVariablesTheme, createHighlighter, createJavaScriptRegexEngine } from 'shiki'

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

const VARIABLE = /\{\{(username)\}\}/g
/** One word in every language, so that highlighting cannot cut a variable in two. */
const STAND_IN = /__drydock_([a-z]+)__/

/** The lines of a block as elements; variables are `lab-variable` elements. Runs on the server only. */
export async function highlightCode(code: string, language: string): Promise<Root> {
  const name = ALIASES[language] ?? language
  const lang = LANGUAGES.some((known) => known === name) ? name : 'text'
  const shiki = await highlighter
  const root = shiki.codeToHast(code.replace(VARIABLE, '__drydock_$1__'), { lang, theme: 'drydock' })
  const pre = root.children.find((node): node is Element => node.type === 'element')
  const lines = pre?.children.find((node): node is Element => node.type === 'element')?.children ?? []
  return { type: 'root', children: lines.flatMap(restoreVariables) }
}

function restoreVariables(node: ElementContent): ElementContent[] {
  if (node.type === 'element') return [{ ...node, children: node.children.flatMap(restoreVariables) }]
  if (node.type !== 'text') return [node]
  return node.value
    .split(STAND_IN)
    .map((part, index): ElementContent => {
      if (index % 2 === 0) return { type: 'text', value: part }
      const children = [{ type: 'text' as const, value: `{{${part}}}` }]
      return { type: 'element', tagName: 'lab-variable', properties: { name: part }, children }
    })
    .filter((part) => part.type !== 'text' || part.value !== '')
}
