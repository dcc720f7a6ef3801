import { normalizeText } from '../analysis/normalize.ts'
import { type CorpusCheck, type Finding, findingAt } from './finding.ts'

/** A question that two records claim: search cannot tell which of them is meant. */
export const examineQuestions: CorpusCheck = (records) => {
  const first = new Map<string, string>()
  const findings: Finding[] = []
  for (const located of records) {
    for (const [index, question] of located.record.questions.entries()) {
      const key = normalizeText(question).replace(/[\s、。?!・]/g, '')
      const earlier = first.get(key)
      if (earlier === undefined) first.set(key, located.record.file)
      else findings.push(findingAt(located, 'warning', ['questions', index], `同じ質問が ${earlier} にもあります`))
    }
  }
  return findings
}
