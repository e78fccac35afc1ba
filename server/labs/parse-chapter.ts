import { createHash } from 'node:crypto'
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
import { BUILT_IN_VARIABLES } from '../domain/variables.ts'
import type { LabId } from '../protocol/ids.ts'
import type { ChapterContext, ChapterLink, LabStepNode } from './chapter-nodes.ts'
import { chapterFrontMatterSchema, type ChapterFrontMatter } from './chapter-schema.ts'
import { ChapterScripts } from './chapter-scripts.ts'
import type { ContentProblem } from './content-problem.ts'
import { addBlocks } from './plugins/add-blocks.ts'
import { addDirectives } from './plugins/add-directives.ts'
import { addFlow } from './plugins/add-flow.ts'
import { addPictures } from './plugins/add-pictures.ts'
import { addSteps } from './plugins/add-steps.ts'
import { addVariables } from './plugins/add-variables.ts'
import { blockDirectives } from './plugins/block-directives.ts'
import { nameHeadings } from './plugins/name-headings.ts'
import { refuseUnsupported } from './plugins/refuse-unsupported.ts'
import { resolveLinks } from './plugins/resolve-links.ts'
import { readChecks } from './read-checks.ts'
import { readQuiz } from './read-quiz.ts'
import { readVariables } from './read-variables.ts'
import { readYaml, type YamlReading } from './read-yaml.ts'
import { normaliseText, sourceProblems, type LineProblem } from './source-text.ts'
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
  /** SVG texts by file name. */
  pictures?: ReadonlyMap<string, string>
  /** The text of `quiz.yml`, where there is one. */
  quiz?: string | undefined
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

/** Texts → chapter, with everything that is wrong with it. Never throws, whatever the texts. */
export function parseChapter(source: ChapterSource): ParsedChapter {
  const { labId, folder, file: path, pictures = new Map<string, string>() } = source
  const file = new VFile({ path, value: normaliseText(source.text) })
  const context: ChapterContext = {
    labId,
    folder,
    frontMatter: undefined,
    blocks: new Map(),
    placedChecks: new Set(),
    placedInputs: new Set(),
    pictures,
    placedPictures: new Set(),
    links: [],
    anchors: new Set(),
  }
  const parts = build({ file, folder, context, scripts: source.scripts })
  const { quiz, problems: quizProblems } = readQuiz(source.quiz, context)
  const problems = [
    ...file.messages.map(({ line, reason }) => ({ file: path, line: line ?? 1, message: reason })),
    ...quizProblems.map((problem) => ({ file: path.replace(/[^/]+$/, 'quiz.yml'), ...problem })),
  ]
  const { links, anchors } = context
  const digest = digestOf(String(file), source.scripts)
  const chapter = problems.length === 0 && parts && { ...parts, folder, pictures, quiz, digest, proven: null }
  return { folder, file: path, problems, links, anchors, ...(chapter ? { chapter } : {}) }
}

interface Build {
  file: VFile
  folder: string
  context: ChapterContext
  scripts: ReadonlyMap<string, string>
}

type ChapterParts = Omit<Chapter, 'folder' | 'pictures' | 'quiz' | 'digest' | 'proven'>

function build({ file, folder, context, scripts: scriptFiles }: Build): ChapterParts | undefined {
  const complain = ({ line, message }: LineProblem) => void file.message(message, { line, column: 1 })
  const refused = sourceProblems(String(file))
  refused.forEach(complain)
  if (refused.length > 0) return undefined
  const parser = unified()
    .use(remarkParse)
    .use(remarkFrontmatter)
    .use(remarkGfm, { singleTilde: false })
    .use(blockDirectives)
  const tree = parser.parse(file)
  const reading = readFrontMatter(tree, file, folder)
  context.frontMatter = reading?.value
  const ownVariables = Object.keys(context.frontMatter?.variables ?? {})
  const content = transform(tree, file, { context, variables: [...BUILT_IN_VARIABLES, ...ownVariables] })
  variableProblems(String(file), ownVariables).forEach(complain)
  for (const name of context.pictures.keys()) {
    if (!context.placedPictures.has(name))
      complain({ line: 1, message: `the text does not show images/${name}: show it or remove it` })
  }
  if (!reading?.value) return undefined
  const { id, title, minutes, level, instances } = reading.value
  const { lineOf } = reading
  const steps = splitSteps(tree, content)
  const scripts = new ChapterScripts(scriptFiles, lineOf)
  const checks = readChecks(reading.value, { context, steps, lineOf, scripts })
  const variables = readVariables(reading.value, context, scripts)
  scripts.complainAboutUnused()
  scripts.problems.forEach(complain)
  return { id, title, minutes, level, instances, steps, blocks: context.blocks, checks, variables }
}

/** What a proof is a proof of: the text and the scripts, whatever system they were saved on. */
function digestOf(text: string, scripts: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256').update(text)
  for (const [name, script] of [...scripts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`\0${name}\0${normaliseText(script)}`)
  }
  return hash.digest('hex')
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

function transform(
  tree: Root,
  file: VFile,
  { context, variables }: { context: ChapterContext; variables: readonly string[] },
): HastRoot {
  return unified()
    .use(refuseUnsupported)
    .use(nameHeadings, context)
    .use(resolveLinks, context)
    .use(addSteps)
    .use(addPictures, context)
    .use(addBlocks, context)
    .use(addDirectives, context)
    .use(addFlow)
    .use(remarkRehype)
    .use(addVariables, { names: variables })
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
