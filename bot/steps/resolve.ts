import { applicantAsked, schemesSpeakingOf } from '../compose/applicant-schemes.ts'
import { asksForOpenCalls, openCalls } from '../compose/open-calls.ts'
import { recordOfPeriod } from '../compose/worked-period.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'
import { found, unlessNamed, type WayOfTelling } from './found.ts'
import { byNumber, byPurposeOfList, bySaidPlace, bySumOfList, onWithList, restOfList } from './subject-of-list.ts'
import { byDocument, byName } from './subject-of-name.ts'
import {
  compared,
  dated,
  earlierOne,
  ofClaims,
  ofCompany,
  onWithTalk,
  settlesCost,
  toldOfIt,
  verdict,
} from './subject-of-talk.ts'
import { asksTogether, schemesTogether } from './together.ts'

const counting: WayOfTelling = (context) => found([recordOfPeriod(context)], 'name')

/** 「板橋区の助成金と一緒に使える？」 is a question about a rule, and about what the schemes that it names say of it. */
const together: WayOfTelling = (context) => {
  if (!asksTogether.test(context.normalized)) return undefined
  const rule = [...context.dependencies.library.records.values()].find(
    (record) => record.kind === 'rule' && record.name.includes('重複受給'),
  )
  return rule && { subjects: [rule, ...schemesTogether(context)], by: 'together' }
}

const ofOpenCalls: WayOfTelling = (context) =>
  asksForOpenCalls(context.normalized, context.input.now) && !context.understanding.pointsBack
    ? { subjects: openCalls(context), by: 'open' }
    : undefined

/** 「個人事業主でも出せる？」: the schemes that say so of such applicants. */
const ofApplicant: WayOfTelling = (context) => {
  const applicant = applicantAsked(context)
  return applicant && found(schemesSpeakingOf(applicant, context), 'applicant')
}

/** The ways in which a message tells what it is about without a search, the surest first. */
const ways: readonly WayOfTelling[] = [
  counting,
  together,
  unlessNamed(ofClaims),
  unlessNamed(earlierOne),
  unlessNamed(ofOpenCalls),
  ofApplicant,
  unlessNamed(compared),
  unlessNamed(bySaidPlace),
  unlessNamed(onWithList),
  unlessNamed(settlesCost),
  unlessNamed(verdict),
  unlessNamed(toldOfIt),
  unlessNamed(ofCompany),
  byNumber,
  restOfList,
  bySumOfList,
  byPurposeOfList,
  byDocument,
  byName,
  dated,
  onWithTalk,
]

/** Finds what the question is about without searching: a name in it, an item of the last list, what was spoken of. */
export function resolve(context: TurnContext): StepResult {
  for (const way of ways) {
    const told = way(context)
    if (!told) continue
    context.subjects = told.subjects
    context.subjectsBy = told.by
    return 'continue'
  }
  return 'continue'
}
