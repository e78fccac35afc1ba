import type { ChapterId, LabId } from '../../server/protocol/ids.ts'
import type { PublicChapter } from '../../server/protocol/lab.ts'
import { contentComponents } from './content-components.tsx'
import { QuizQuestion } from './quiz-question.tsx'
import { QuizScore } from './quiz-score.tsx'
import { renderTree } from './render-tree.ts'

/** Where the answer to a question is remembered. */
export function answerKey(place: { lab: LabId; chapter: ChapterId; question: string }): string {
  return `drydock-quiz/${place.lab}/${place.chapter}/${place.question}`
}

/** Questions at the end of a chapter. */
export function Quiz({ lab, chapter }: { lab: LabId; chapter: PublicChapter }) {
  const { quiz } = chapter
  if (quiz.length === 0) return null
  const components = contentComponents(lab, chapter)
  const keys = quiz.map(({ id }) => answerKey({ lab, chapter: chapter.id, question: id }))
  return (
    <section aria-labelledby="quiz" className="quiz">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="quiz">
          <a href="#quiz">Do you know why?</a>
        </h2>
        <QuizScore keys={keys} />
      </div>
      <ol>
        {quiz.map(({ id, question, options }, index) => (
          <li key={id}>
            <QuizQuestion
              storageKey={keys[index]!}
              number={index + 1}
              question={renderTree(question, components)}
              options={options.map(({ text, isRight, because }) => ({
                text: renderTree(text, components),
                isRight,
                because: renderTree(because, components),
              }))}
            />
          </li>
        ))}
      </ol>
    </section>
  )
}
