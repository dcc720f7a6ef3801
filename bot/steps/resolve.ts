import { applicantAsked, schemesSpeakingOf } from '../compose/applicant-schemes.ts'
import { asksForOpenCalls, openCalls } from '../compose/open-calls.ts'
import { recordOfPeriod } from '../compose/worked-period.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'
import { found, namesScheme, type WayOfTelling } from './found.ts'
import { byNumber, byPurposeOfList, bySaidPlace, bySumOfList, onWithList, restOfList } from './subject-of-list.ts'
import { byDocument, byName } from './subject-of-name.ts'
import {
  compared,
  dated,
  earlierOne,
  ofClaims,
  ofCompany,
  ofWardBeside,
  onWithTalk,
  ruleOfTalk,
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

/** The ways in which a message tells what it is about without a search, the surest first; some only where no scheme is named. */
const ways: readonly { way: WayOfTelling; unlessNamed?: true }[] = [
  { way: counting },
  { way: together },
  { way: ofClaims, unlessNamed: true },
  { way: earlierOne, unlessNamed: true },
  { way: ofOpenCalls, unlessNamed: true },
  { way: ofApplicant },
  { way: compared, unlessNamed: true },
  { way: bySaidPlace, unlessNamed: true },
  { way: onWithList, unlessNamed: true },
  { way: settlesCost, unlessNamed: true },
  { way: verdict, unlessNamed: true },
  { way: ruleOfTalk, unlessNamed: true },
  { way: toldOfIt, unlessNamed: true },
  { way: ofCompany, unlessNamed: true },
  { way: byNumber },
  { way: restOfList },
  { way: bySumOfList },
  { way: byPurposeOfList },
  { way: ofWardBeside },
  { way: byDocument },
  { way: byName },
  { way: dated },
  { way: onWithTalk },
]

/** Finds what the question is about without searching: a name in it, an item of the last list, what was spoken of. */
export function resolve(context: TurnContext): StepResult {
  const isNamed = namesScheme(context)
  for (const { way, unlessNamed } of ways) {
    const told = isNamed && unlessNamed ? undefined : way(context)
    if (!told) continue
    context.subjects = told.subjects
    context.subjectsBy = told.by
    break
  }
  return 'continue'
}
