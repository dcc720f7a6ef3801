import type { NameMatch } from '../../knowledge/library.ts'
import type { KnowledgeRecord } from '../../knowledge/record/schema.ts'
import { isScheme } from '../../knowledge/record/scheme-kinds.ts'
import { applicantAsked, schemesSpeakingOf } from '../compose/applicant-schemes.ts'
import { asksOfPlace } from '../compose/area-check.ts'
import { asksWhether } from '../compose/company-check.ts'
import { asksForOpenCalls, openCalls } from '../compose/open-calls.ts'
import { tellingSentence } from '../compose/telling-sentence.ts'
import { recordOfClaims } from '../compose/worked-fee.ts'
import { recordOfPeriod } from '../compose/worked-period.ts'
import { saidByTap, skipWords } from '../interview/next-question.ts'
import { showsList } from '../memory.ts'
import { isOfOthers } from '../ranking.ts'
import type { StepResult, TurnContext } from '../turn-context.ts'
import { asksOnlyVerdict } from '../understand/bare-verdict.ts'
import { ofTwo } from '../understand/comparison.ts'
import { contentWords } from '../understand/content-words.ts'
import { plannedCostIn } from '../understand/cost.ts'
import { namedKinds } from '../understand/named-kinds.ts'
import { asksSomething, beginsAnew, wish } from '../understand/wishes.ts'
import { arrange } from './arrange.ts'
import { counterpart, recordsOfSum, ruleOnTopic, schemeOfDate, spokenOfEarlier } from './meant-record.ts'
import { namedDocument } from './named-document.ts'
import { recordsOf } from './records-of.ts'
import { asksTogether, schemesTogether } from './together.ts'
import { wholeText } from './whole-text.ts'

const saidOrdinals: readonly RegExp[] = [
  /[一1]つ目|1番目/,
  /[二2]つ目|2番目/,
  /[三3]つ目|3番目/,
  /[四4]つ目|4番目/,
  /[五5]つ目|5番目/,
]
/** 「2」 alone may also be a number of employees that was asked for. */
const ordinals: readonly RegExp[] = [/1番|^1$/, /2番|^2$/, /3番|^3$/, /4番|^4$/, /5番|^5$/]

/** Takes the record of the last list that the words point to by its place; false where they point to none. */
function chooseFromList(context: TurnContext, places: readonly RegExp[]): boolean {
  const position = places.findIndex((pattern) => pattern.test(context.normalized))
  const record = context.dependencies.library.records.get(context.before.list[position] ?? '')
  if (!record) return false
  context.subjects = [record]
  context.subjectsBy = 'name'
  return true
}

/** 「特許の料金3分の1になる会社ってどういう会社？」 asks more than what 特許 means. */
function asksItsMeaning({ understanding, normalized }: TurnContext, { start, end }: NameMatch): boolean {
  if (!understanding.wantsMeaning) return false
  const rest = normalized.slice(0, start) + normalized.slice(end)
  return (
    !/\d/.test(rest) &&
    contentWords(rest.replace(/意味|何|教|違|定義|用語|言葉|略|正式|名前/g, '')).length < MOST_WORDS_BESIDE
  )
}

/** Words of content beside a term, from which on something else is asked. */
const MOST_WORDS_BESIDE = 2

/** True where a message neither asks nor wishes, nor names another matter, while one record is spoken of. */
function tellsMore({ understanding, before, normalized }: TurnContext): boolean {
  const { purposes, names, areas, wantsList, facets, comparison } = understanding
  return (
    before.focus.length > 0 &&
    !showsList(before) &&
    // 「会社つくって1年半」 is no wish to found one, 「もう機械を発注した」 none to buy one.
    (isDone.test(normalized) || purposes.every((purpose) => purpose === '創業')) &&
    facets.every((facet) => facet === 'who') &&
    names.length + areas.wards.length + areas.elsewhere.length === 0 &&
    !wantsList &&
    comparison === undefined &&
    normalized.length > FEW_LETTERS &&
    !asksSomething.test(normalized) &&
    !wish.test(normalized)
  )
}
const FEW_LETTERS = 5
const isDone = /(?:もう|すでに|既に|先に)[^。?]{0,10}(?:発注|契約|買|注文|払|頼)(?:っ|し|ん|い)?(?:た|ちゃ|てしま|済)/

/** What is asked of a system itself, not of its part in the scheme spoken of. */
const asksOfSystem = /取得|取[るりれ]|とれ|登録|作[るりれ]|何日|どの?(?:くらい|ぐらい)|ログイン|更新|無料|有料/

/** The record spoken of that has the words of the question: a follow-up, also where it names something else. */
function continuation(context: TurnContext): KnowledgeRecord | undefined {
  if (context.understanding.areas.wards.length > 0 || context.understanding.wantsList) return undefined
  const { records } = context.dependencies.library
  const words = contentWords(context.normalized)
  return recordsOf([context.before.focus[0] ?? '', context.before.scheme ?? ''], { records }).find((record) => {
    if (tellingSentence(record, context.normalized)) return true
    const text = wholeText(record)
    return words.length > 0 && words.every((word) => text.includes(word))
  })
}

/** 「じゃあ共同研究は？」: a purpose that the scheme spoken of does not serve, or a wish for other schemes. */
function turnsElsewhere(context: TurnContext, spokenOf: KnowledgeRecord | undefined): boolean {
  const { purposes, wantsList, names } = context.understanding
  const opening = /^(?:じゃあ?|では|で、|ちなみに|ほかに|他に|やっぱり?|やはり|それより)/.test(context.normalized)
  if (!spokenOf || !(opening || beginsAnew(context))) return false
  const named = names.some(({ recordIds }) => recordIds.includes(spokenOf.id))
  return !named && (wantsList || purposes.some((purpose) => !spokenOf.purposes.includes(purpose)))
}

/**
 * True when the words tell one more thing of the company for the list last shown: asked for there, asked for before
 * another matter came between, or told unasked right after it.
 */
function goesOnWithList(context: TurnContext): boolean {
  const { understanding, before, normalized } = context
  if (before.candidates.length === 0) return false
  if (normalized === skipWords) return true
  const { facets, areas } = understanding
  const moved = areas.wards.some((ward) => !before.wards.includes(ward))
  if (moved || beginsAnew(context)) return false
  // 「試作費は500万円です」: what each of them would pay of it.
  if (showsList(before) && tellsCost(context)) return true
  const told = Object.keys(understanding.company)
  if (Object.keys(saidByTap(normalized)).length > 0) return true
  if (before.asking) return told.length > 0
  const fits = showsList(before) ? told.length > 0 : told.some((fact) => fact === before.paused)
  // 「従業員」 reads as a question about who may apply; any other facet is one.
  return fits && !/\?$/.test(normalized) && facets.every((facet) => facet === 'who')
}

/** A cost and nothing else but what it is for. */
function tellsCost({ understanding, before, normalized }: TurnContext): boolean {
  const { facets, purposes, areas, names } = understanding
  const isOfOne = [...saidOrdinals, ...ordinals, pointsAtOne].some((pattern) => pattern.test(normalized))
  return (
    !isOfOne &&
    plannedCostIn(normalized) !== undefined &&
    areas.wards.length + names.length === 0 &&
    facets.every((facet) => facet === 'amount' || facet === 'funded' || facet === 'who') &&
    purposes.every((purpose) => before.purposes.includes(purpose))
  )
}

/** What the last answer was about, or told something of. */
const isSpokenOf =
  ({ focus, told }: TurnContext['before']) =>
  ({ id }: KnowledgeRecord): boolean =>
    focus.includes(id) || told.some((one) => one.id === id)

/** 「開発のほう」「8000万のやつ」: one among several. */
const pointsAtOne = /(?:ほう|方|やつ|のは?)(?:の話|のこと)?[はがをで]?[?。]?$/

/** Finds what the question is about without searching: a name in it, an item of the last list, what was spoken of. */
export function resolve(context: TurnContext): StepResult {
  const { library } = context.dependencies
  const { understanding, before } = context
  const known = (ids: readonly string[]) => recordsOf(ids, library)

  const counting = recordOfPeriod(context)
  if (counting) {
    context.subjects = [counting]
    context.subjectsBy = 'name'
    return 'continue'
  }
  // 「板橋区の助成金と一緒に使える？」 is a question about a rule, and about what the schemes that it names say of it.
  if (asksTogether.test(context.normalized)) {
    const rule = [...library.records.values()].find(
      (record) => record.kind === 'rule' && record.name.includes('重複受給'),
    )
    if (rule) {
      context.subjects = [rule, ...schemesTogether(context)]
      context.subjectsBy = 'together'
      return 'continue'
    }
  }

  const namesScheme = understanding.names.some(({ recordIds }) =>
    known(recordIds).some((record) => namedKinds.has(record.kind)),
  )
  const ofClaims = namesScheme ? undefined : recordOfClaims(context)
  if (ofClaims) {
    context.subjects = [ofClaims]
    context.subjectsBy = before.focus[0] === ofClaims.id ? 'focus' : 'name'
    return 'continue'
  }
  const earlier = namesScheme ? undefined : (spokenOfEarlier(context) ?? counterpart(context))
  if (earlier) {
    context.subjects = [earlier]
    context.subjectsBy = 'name'
    return 'continue'
  }
  if (asksForOpenCalls(context.normalized, context.input.now) && !namesScheme && !understanding.pointsBack) {
    context.subjects = openCalls(context)
    context.subjectsBy = 'open'
    return 'continue'
  }

  // 「個人事業主でも出せる？」: the schemes that say so of such applicants.
  const applicant = applicantAsked(context)
  const speaking = applicant ? schemesSpeakingOf(applicant, context) : []
  if (speaking.length > 0) {
    context.subjects = speaking
    context.subjectsBy = 'applicant'
    return 'continue'
  }

  // 「もっと安いのは」: others, set beside what was spoken of, or the last list put in the order of a figure.
  if (understanding.comparison && !namesScheme && before.focus.length > 0) {
    const two = ofTwo.test(context.normalized) && before.spoken.length > 1 ? before.spoken.slice(-2) : undefined
    context.subjects = known(two ?? (showsList(before) ? before.candidates : before.focus.slice(0, 1)))
    context.subjectsBy = 'compared'
    return 'continue'
  }

  // 「2つ目のほう、先に払っていい？」 is of the second, whatever it tells of the company besides.
  if (!namesScheme && chooseFromList(context, saidOrdinals)) return 'continue'

  // 「10人です」: one more fact about the company, for the list that was shown.
  if (goesOnWithList(context) && !namesScheme) {
    context.subjects = known(before.candidates)
    context.subjectsBy = 'refined'
    return 'continue'
  }

  // 「30人です」: the fact on which the cap or the fee depends, for the cost or the claims that were named.
  const reckoned = before.cost !== undefined || before.claims !== undefined
  const settlesCost = reckoned && Object.keys(understanding.company).length > 0
  if (settlesCost && !namesScheme && before.focus.length > 0 && understanding.areas.wards.length === 0) {
    context.subjects = known(before.focus)
    context.subjectsBy = 'focus'
    return 'continue'
  }

  // 「使えますか」「だめですか」: the verdict on the one that is spoken of, in the light of what was told of it.
  const judged = showsList(before)
    ? undefined
    : known([before.scheme ?? '', before.focus[0] ?? '']).find(isSpokenOf(before))
  if (judged && asksOnlyVerdict(context.normalized) && !namesScheme && understanding.areas.wards.length === 0) {
    context.subjects = [judged]
    context.subjectsBy = 'focus'
    return 'continue'
  }

  // 「会社は先月つくったけど個人では3年前から」: told of the one that is spoken of, and asks for nothing else.
  if (tellsMore(context) && !namesScheme) {
    context.subjects = known(before.focus.slice(0, 1))
    context.subjectsBy = 'focus'
    return 'continue'
  }

  // 「ソフト会社ですけど対象？」: whether the company meets the conditions of the one scheme spoken of.
  const [spokenOf] = known(before.focus)
  const oneSpokenOf = before.focus.length > 0 && before.list[0] !== before.focus[0] && spokenOf && isScheme(spokenOf)
  const asksForCompany = Object.keys(understanding.company).length > 0 && asksWhether.test(context.normalized)
  if (oneSpokenOf && asksForCompany && !namesScheme && understanding.areas.wards.length === 0) {
    context.subjects = known(before.focus)
    context.subjectsBy = 'focus'
    return 'continue'
  }

  if (chooseFromList(context, ordinals)) return 'continue'

  // 「ほかには？」: the rest of the last list.
  const rest = before.list.filter((id) => id !== before.focus[0])
  if (
    /^(?:その)?(?:ほか|他|別)(?:に(?:は|も)?|の(?:は|制度|やつ)?)/.test(context.normalized) &&
    before.list.length > 1 &&
    rest.length > 0
  ) {
    context.subjects = known(rest)
    context.subjectsBy = 'list'
    return 'continue'
  }

  // 「8000万のほう」: one of the last list, or of those it was chosen from, by its sum.
  const ofSum = before.list.length > 0 && pointsAtOne.test(context.normalized) ? recordsOfSum(context) : []
  if (ofSum.length > 0) {
    context.subjects = ofSum.slice(0, 2)
    context.subjectsBy = 'name'
    return 'continue'
  }

  // 「開発のほう」: one of the last list, by what it is for.
  if (pointsAtOne.test(context.normalized) && before.list.length > 0) {
    const words = contentWords(context.normalized)
    const chosen = known(before.list).filter(
      (record) =>
        words.some((word) => record.name.includes(word)) ||
        record.purposes.some((purpose) => understanding.purposes.includes(purpose)),
    )
    // 「都のやつ」: those of the list that are whose it says; listed again where there are several.
    const owner = /^(?:東京)?都の/.test(context.normalized)
      ? '東京都'
      : /^国の/.test(context.normalized)
        ? '全国'
        : undefined
    const owned = known(before.list).filter(({ areas }) => owner !== undefined && areas.includes(owner))
    if (chosen.length === 0 && owned.length > 0) {
      context.subjects = owned
      context.subjectsBy = owned.length > 1 ? 'list' : 'name'
      return 'continue'
    }
    if (chosen.length > 0) {
      context.subjects = chosen.slice(0, 2)
      context.subjectsBy = 'name'
      return 'continue'
    }
  }

  const document = namedDocument(context)
  if (document) {
    context.subjects = [document]
    context.subjectsBy = 'name'
    return 'continue'
  }

  const followsUp = continuation(context)
  const exact = understanding.names.filter(({ approximate }) => !approximate)
  const matches = exact.length > 0 ? exact : understanding.names
  const groups = matches
    .map((match) =>
      known(match.recordIds).filter(
        (record) => namedKinds.has(record.kind) || (record.kind === 'term' && asksItsMeaning(context, match)),
      ),
    )
    .filter((group) => group.length > 0)
  if (groups.length > 0) {
    const wards = understanding.areas.wards
    const arranged = groups.flatMap((group) => arrange(group, wards, library.records, context.input.now))
    // A ward's question is about the ward's own scheme, unless a national one is named.
    const elsewhere =
      wards.length > 0 &&
      !arranged.some((record) => record.areas.some((area) => area === '全国' || wards.includes(area)))
    const scheme = arranged.some(isScheme)
    const paysFor = arranged.every((record) => isOfOthers(record, context.normalized))
    // 「墨田のデジタルの補助金」: words that only resemble a national name are searched with the ward instead.
    const onlyResembles =
      exact.length === 0 &&
      wards.length > 0 &&
      !arranged.some(({ areas }) => areas.some((area) => wards.includes(area)))
    const itself =
      understanding.wantsMeaning || (arranged[0]?.kind === 'system' && asksOfSystem.test(context.normalized))
    if (!elsewhere && !onlyResembles && !paysFor && (scheme || itself || !followsUp)) {
      const ofRule = scheme ? ruleOnTopic(context, arranged) : undefined
      context.subjects = [...new Set([...(ofRule ? [ofRule] : []), ...arranged])].slice(0, ofRule ? 2 : 4)
      context.subjectsBy = 'name'
      return 'continue'
    }
  }
  const dated = schemeOfDate(context)
  if (dated) {
    context.subjects = [dated]
    context.subjectsBy = 'focus'
    return 'continue'
  }
  if (turnsElsewhere(context, known(before.focus)[0])) return 'continue'
  const ofSamePlace = understanding.areas.wards.length === 0 || asksOfPlace.test(context.normalized)
  if ((understanding.pointsBack || followsUp) && before.focus.length > 0 && ofSamePlace) {
    context.subjects = [...new Set([...(followsUp ? [followsUp] : []), ...known(before.focus)])]
    context.subjectsBy = 'focus'
  }
  return 'continue'
}
