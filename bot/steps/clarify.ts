import type { Facet } from '../../knowledge/record/schema.ts'
import { demand } from '../compose/list-answer.ts'
import { sayComputed } from '../compose/say.ts'
import { skipWords } from '../interview/next-question.ts'
import type { Outcome } from '../outcome.ts'
import { isUnsure } from '../ranking.ts'
import { texts } from '../texts.ts'
import type { Draft, TurnContext } from '../turn-context.ts'
import { asksSomething, wish } from '../understand/wishes.ts'
import { hasOwnSubject } from './retrieve.ts'
import { unknownSubject } from './unknown-subject.ts'

/** 「3Dプリンターの会社やってます」: what it deals in is not what it wants. */
const onlyIntroduces =
  /^[^、。?]{1,10}を?(?:やってる|やってます|やっています|経営して(?:い)?ます)(?:ん(?:です|だ))?(?:が|けど)[。]?$|^[^、。?]{1,14}(?:の会社|の工場|の工房|工房|農園|サロン|教室|スタジオ|屋|店|メーカー)を?(?:です|やってます|やっています|やってる|経営して(?:い)?ます|なんだけど|なんですけど|だけど)。?$/
/** 「予約したい」, of whatever window. */
const onlyBooks =
  /^(?:[^。]{0,10}。)?(?:今日|すぐ|今|いま|今すぐ)?(?:に)?相談できる(?:所|ところ|とこ|窓口|場所)(?:は|って|ある|あります|どこ|を)[^。]{0,8}$|^(?:相談(?:の|を)?)?予約(?:を)?(?:したい|取りたい|とりたい|できます|取れます|お願い|は)(?:です|か|の?ですが|んですけど|どこ|どう)?[^。]{0,6}$/
const isYoung =
  /(?:会社|店|法人)を?(?:作|つく|始め|立ち上げ)(?:っ|り)?(?:て|た|ました)|(?:開業|創業|起業|設立)(?:した|して|から)/
const introducesCompany =
  /(?:会社|企業|屋|業|店|経営|自営|法人|個人事業主?|ベンチャー|スタートアップ|工場|メーカー)(?:を|で|の者|です|やって|して|に(?:勤|いる)|$)|(?:会社|店|法人|事業)を?(?:作|つく|始め|立ち上げ|設立し|起業し)(?:った|りました|ました|た)|(?:会社|店|法人)を?(?:作|つく|始め|立ち上げ)(?:っ)?て(?:から|まだ|もう)?(?:\d|半年)|(?:開業|創業|起業|設立)(?:した(?:ばかり|ところ)|して(?:まだ)?\d)|(?:区|市)(?:です|の(?:会社|者|事業)|に(?:ある|あります))|(?:を|で)?(?:やって|営んで|経営して)(?:い)?(?:ます|る|おります)(?:$|[。、])|(?:作って|つくって|造って|売って|して)(?:い)?る(?:者|もの|会社|店|人|業者)(?:です|ですが|なんです|だけど|やけど)/
/** 「経費300万円ならいくら？」: what comes of it depends on the scheme. */
const sumWithoutScheme =
  /\d(?:億|万|円).{0,6}(?:なら|だと|だったら|の場合|で|使|かか).{0,8}(?:いくら|どのくらい|どれくらい)/
/** 「パン屋です」 */
const nothingElse = /^[^。、はがをに]{1,8}(?:です|でーす|やってます|やっています)。?$/
/** A word for a thing, and nothing else. */
const oneThing = /^[\p{Script=Han}\p{Script=Katakana}ー]{1,4}$/u
const nothingButMoney =
  /^(?:とりあえず|とにかく|なんか|何か|なんでもいいから|何でもいいから|いい|うちも)?[、\s]*(?:補助金|助成金|支援(?:金|策|制度)?|給付金|お金|制度)(?:とか|など|、|や|・|と)?(?:補助金|助成金)?(?:を|の(?:こと|件|話)|について)?\s*(?:教えて|おしえて|知りたい|聞きたい|使いたい|ほしい|欲しい|相談したい)?(?:です|ください|んですけど|んだけど|のですが|な[ぁー]?|よ)?[。!…\p{Extended_Pictographic}\s]*$/u
const purposeSuggestions = [
  '研究開発をしたい',
  '設備を入れたい',
  '販路を広げたい',
  '創業したい',
  '特許を取りたい',
  texts.talkToStaff,
]

const ask = (
  reason: Extract<Outcome, { outcome: 'clarification' }>['reason'],
  text: string,
  suggestions: string[],
  cites: string[] = [],
): Draft => ({
  outcome: { outcome: 'clarification', reason },
  items: [sayComputed(text, cites)],
  cites,
  suggestions,
  effects: [],
})

/** What it is wanted for; where the company is as well, while that is not known. */
const askProfile = (ward?: string): Draft =>
  ask('purpose', ward ? texts.askPurpose(ward) : texts.askProfile, purposeSuggestions)

const schemeSuggestions = ['補助金を探したい', '特許の費用を知りたい', texts.talkToStaff]
const askWhichScheme = (): Draft => ask('scheme', texts.askWhichScheme, schemeSuggestions)

const askWhichWindow = (): Draft =>
  ask('purpose', texts.askWhichWindow, [
    '補助金の相談',
    '技術の相談',
    '共同研究の相談',
    '特許の相談',
    texts.talkToStaff,
  ])

/** A question back, where one more fact decides the answer; undefined when the question can be answered as it is. */
export function clarify(context: TurnContext): Draft | undefined {
  const { understanding, subjects, subjectsBy, normalized, memory } = context
  if (subjectsBy !== 'search' && subjectsBy !== 'none') return undefined
  const { facets, wantsList, purposes, areas } = understanding
  // A tap on an old message, whose list is forgotten.
  if (normalized === skipWords) return askProfile()

  if (onlyBooks.test(normalized) && context.before.focus.length === 0) return askWhichWindow()
  if (
    facets.every((facet) => facet === 'contact' || facet === 'who' || facet === 'what') &&
    facets.includes('contact') &&
    !hasOwnSubject(context) &&
    purposes.every((purpose) => purpose === '相談') &&
    areas.wards.length === 0
  ) {
    return askWhichWindow()
  }
  const ward = areas.wards[0]
  const bare = facets.length === 0 && !wantsList && purposes.length === 0
  if (bare && ward && !hasOwnSubject(context) && context.before.purposes.length === 0) return askProfile(ward)
  // 「製造業で8人」: something of the company and nothing of what it wants.
  const told = facets.every((facet) => facet === 'who') && Object.keys(understanding.company).length > 0
  if (told && saysNoMore(context)) {
    return askProfile(memory.wards[0])
  }
  // 「先月開業したばかり」 tells how old the company is; to found one is no wish of it.
  const isBare =
    bare ||
    (facets.length === 0 && !wantsList && purposes.every((purpose) => purpose === '創業') && isYoung.test(normalized))
  if (onlyIntroduces.test(normalized) && context.before.purposes.length === 0) {
    return askProfile(ward)
  }
  const introduced = isBare && introducesCompany.test(normalized) && context.before.purposes.length === 0
  const asks =
    needs.test(normalized) || asksSomething.test(normalized) || wish.test(normalized) || normalized.includes('?')
  const isAsked = asks && subjectsBy === 'search' && strongSubject(context)
  if (introduced && (nothingElse.test(normalized) || !isAsked)) {
    return askProfile(ward)
  }
  const broad = wantsList && purposes.length === 0 && areas.wards.length === 0 && memory.wards.length === 0
  const vague = !hasOwnSubject(context) || (subjects.length === 0 && unknownSubject(context) === undefined)
  if (broad && !areas.tokyo && areas.elsewhere.length === 0 && vague && facets.every(isGeneral)) {
    return askProfile()
  }
  // 「補助金」「助成金おしえて」: any of them.
  if (nothingButMoney.test(normalized) && context.before.focus.length === 0) {
    return askProfile()
  }
  // 「機械」 alone says neither what is wanted of it nor where.
  const isOneThing = understanding.names.length === 0 && oneThing.test(normalized)
  if (purposes.length > 0 && isOneThing) return askProfile()
  // 「なんか新しいことしたいんですけど」: a wish that nothing in the corpus answers to.
  const nothingSure = subjects.length === 0 || (isUnsure(context) && purposes.length === 0)
  const wishesSomething = nothingSure && wish.test(normalized) && unknownSubject(context) === undefined
  // With a place and a purpose there is something to list.
  const listable = purposes.length > 0 && (memory.wards.length > 0 || demand.test(normalized) || wantsList)
  if (
    wishesSomething &&
    !listable &&
    areas.wards.length === 0 &&
    areas.elsewhere.length === 0 &&
    !demand.test(normalized)
  ) {
    return askProfile()
  }
  // 「横浜市の会社です。国の補助金は？」: what is for all Japan can be told once the purpose is known.
  const ofCountry = areas.elsewhere.length > 0 && /国の(?:補助|助成|制度|支援)|全国/.test(normalized)
  if (ofCountry && purposes.length === 0 && nothingSure) {
    return askProfile()
  }
  const pointsNowhere =
    (understanding.pointsBack || understanding.comparison !== undefined) &&
    context.before.focus.length === 0 &&
    context.before.list.length === 0
  if (pointsNowhere && !hasOwnSubject(context) && purposes.length === 0 && areas.wards.length === 0) {
    return askWhichScheme()
  }
  const bareFacet =
    !wantsList &&
    (subjects.length === 0 ||
      normalized.length <= 8 ||
      facets.every((facet) => facet === 'documents' || facet === 'how') ||
      sumWithoutScheme.test(normalized))
  if (bareFacet && facets.length > 0 && !hasOwnSubject(context) && purposes.length === 0 && areas.wards.length === 0) {
    return askWhichScheme()
  }
  if (subjects.length === 0 && !hasOwnSubject(context) && memory.wards.length > 0 && facets.length === 0) {
    return askProfile(memory.wards[0])
  }
  return undefined
}

/** 「縫製工場です、停電しても動ける備えをしたい」: what follows says what is wanted, however it ends. */
const needs = /(?:です|ます|だ|や)(?:が|けど)?[、。][^。]{7,}/

const tellsOfItself =
  /(?:\d(?:年|[かヶ]月)目?|です(?:が|けど)?|ます(?:が|けど)?|(?:だ|や)?けど|[で、。]|\d[人名]|業|会社)$/

/** Nothing is spoken of, named or asked, in this message or before it. */
const saysNoMore = ({ understanding, before, memory, normalized }: TurnContext): boolean =>
  understanding.names.length + memory.purposes.length + before.focus.length === 0 &&
  !understanding.wantsList &&
  tellsOfItself.test(normalized) &&
  !asksSomething.test(normalized) &&
  !wish.test(normalized)

const isGeneral = (facet: Facet): boolean => facet === 'what' || facet === 'who'

/** The search found something that the words clearly speak of, so asking back would only delay. */
const strongSubject = ({ hits: [best] }: TurnContext): boolean =>
  best !== undefined && (best.coverage > 0.75 || best.confidence >= 0.6)
