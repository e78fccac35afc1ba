import type { Element, Root as HastRoot } from 'hast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import { VFile } from 'vfile'
import type { Root } from 'mdast'
import type { Chapter } from '../domain/lab.ts'
import { BLOCK_VARIABLES } from '../domain/resolve-block.ts'
import type { LabId } from '../protocol/ids.ts'
import type { ChapterContext, ChapterLink, LabStepNode } from './chapter-nodes.ts'
import { chapterFrontMatterSchema, type ChapterFrontMatter } from './chapter-schema.ts'
import type { ContentProblem } from './content-problem.ts'
import { addBlocks } from './plugins/add-blocks.ts'
import { addDirectives } from './plugins/add-directives.ts'
import { addSteps } from './plugins/add-steps.ts'
import { addVariables } from './plugins/add-variables.ts'
import { blockDirectives } from './plugins/block-directives.ts'
import { nameHeadings } from './plugins/name-headings.ts'
import { refuseUnsupported } from './plugins/refuse-unsupported.ts'
import { resolveLinks } from './plugins/resolve-links.ts'
import { readChecks } from './read-checks.ts'
import { readYaml, type YamlReading } from './read-yaml.ts'
import { normaliseText, sourceProblems } from './source-text.ts'
import { variableProblems } from './variable-problems.ts'

export interface ChapterSource {
  labId: LabId
  /** Name of the chapter's folder, for example `31-private-registry`. */
  folder: string
  /** Path of `chapter.md`, for messages. */
  file: string
  text: string
  /** Scripts of the folder by the name that front matter uses: `checks/pushed.sh`. */
  scripts: ReadonlyMap<string, string>
}

export interface ParsedChapter {
  folder: string
  file: string
  /** Absent when there are problems. */
  chapter?: Chapter
  problems: ContentProblem[]
  links: ChapterLink[]
  anchors: ReadonlySet<string>
}

/** Text → chapter, with everything that is wrong with it. Never throws, whatever the text. */
export function parseChapter(source: ChapterSource): ParsedChapter {
  const { labId, folder, file: path, scripts } = source
  const file = new VFile({ path, value: normaliseText(source.text) })
  const context: ChapterContext = {
    labId,
    frontMatter: undefined,
    blocks: new Map(),
    placedChecks: new Set(),
    links: [],
    anchors: new Set(),
  }
  const chapter = build({ file, folder, context, scripts })
  const problems = file.messages.map(({ line, reason }) => ({ file: path, line: line ?? 1, message: reason }))
  const { links, anchors } = context
  return {
    folder,
    file: path,
    problems,
    links,
    anchors,
    ...(problems.length === 0 && chapter ? { chapter } : {}),
  }
}

interface Build {
  file: VFile
  folder: string
  context: ChapterContext
  scripts: ReadonlyMap<string, string>
}

function build({ file, folder, context, scripts }: Build): Chapter | undefined {
  const refused = sourceProblems(String(file))
  for (const { line, message } of refused) file.message(message, { line, column: 1 })
  if (refused.length > 0) return undefined
  const parser = unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(remarkGfm, { singleTilde: false })
    .use(blockDirectives)
  const tree = parser.parse(file)
  const reading = readFrontMatter(tree, file, folder)
  context.frontMatter = reading?.value
  const content = transform(tree, file, context)
  for (const { line, message } of variableProblems(String(file))) file.message(message, { line, column: 1 })
  if (!reading?.value) return undefined
  const { id, title, minutes, level, instances } = reading.value
  const { checks, problems } = readChecks(reading.value, {
    placed: context.placedChecks,
    lineOf: reading.lineOf,
    scripts,
  })
  for (const { line, message } of problems) file.message(message, { line, column: 1 })
  return {
    id,
    title,
    minutes,
    level,
    instances,
    steps: splitSteps(tree, content),
    blocks: context.blocks,
    checks,
  }
}

function readFrontMatter(
  tree: Root,
  file: VFile,
  folder: string,
): YamlReading<ChapterFrontMatter> | undefined {
  const [first] = tree.children
  if (first?.type !== 'yaml') {
    file.message('the front matter is missing: begin the file with ---, the fields, and ---', {
      line: 1,
      column: 1,
    })
    return undefined
  }
  const reading = readYaml(first.value, chapterFrontMatterSchema, first.position!.start.line + 1)
  for (const { line, message } of reading.problems) file.message(message, { line, column: 1 })
  const id = reading.value?.id
  if (id !== undefined && folder.replace(/^\d\d-/, '') !== id) {
    const place = { line: reading.lineOf(['id']), column: 1 }
    file.message(`id: is "${id}", but the folder is called "${folder}": both must name the chapter`, place)
  }
  return reading
}

function transform(tree: Root, file: VFile, context: ChapterContext): HastRoot {
  return unified()
    .use(refuseUnsupported)
    .use(nameHeadings, context)
    .use(resolveLinks, context)
    .use(addSteps)
    .use(addBlocks, context)
    .use(addDirectives, context)
    .use(remarkRehype)
    .use(addVariables, { names: BLOCK_VARIABLES })
    .runSync(tree, file)
}

/** Each section of the page is the content of the step that it was made of, in the same order. */
function splitSteps(tree: Root, content: HastRoot): Chapter['steps'] {
  visit(content, (node) => void delete node.position)
  const sections = content.children.filter(
    (node): node is Element => node.type === 'element' && node.tagName === 'section',
  )
  const steps = tree.children.filter((node): node is LabStepNode => node.type === 'labStep')
  return steps.map(({ step }, index) => ({
    ...step,
    content: { type: 'root', children: sections[index]?.children ?? [] },
  }))
}
