import type { PublicQuestion } from '../protocol/lab.ts'
import type { ChapterContext } from './chapter-nodes.ts'
import { inlineContent } from './inline-content.ts'
import { quizFileSchema } from './quiz-schema.ts'
import { readYaml } from './read-yaml.ts'
import { normaliseText, sourceProblems, type LineProblem } from './source-text.ts'

/** `quiz.yml` → questions, with everything that is wrong with them. No file: no questions. */
export function readQuiz(
  text: string | undefined,
  context: ChapterContext,
): { quiz: PublicQuestion[]; problems: LineProblem[] } {
  if (text === undefined) return { quiz: [], problems: [] }
  const source = normaliseText(text)
  const refused = sourceProblems(source)
  if (refused.length > 0) return { quiz: [], problems: refused }
  const { value = [], problems, lineOf } = readYaml(source, quizFileSchema)
  const inline = (content: string, path: PropertyKey[]) => {
    const reading = inlineContent(content, context, lineOf(path))
    problems.push(...reading.problems)
    return reading.content
  }
  const quiz = value.map(({ id, question, options }, index) => ({
    id,
    question: inline(question, [index, 'question']),
    options: options.map((option, optionIndex) => ({
      text: inline(option.text, [index, 'options', optionIndex, 'text']),
      isRight: option.right,
      because: inline(option.because, [index, 'options', optionIndex, 'because']),
    })),
  }))
  return { quiz, problems }
}
