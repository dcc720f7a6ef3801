import { type Span, sharedWith, spansOf } from './spans.ts'

/** Words by which a sentence bounds what it says, and those by which a retelling carries the bound. */
const bounds = {
  only: { said: /に限[りらる]|限定|のみ|だけ(?!で(?:な|は))|限り/, carried: /限[りらる]|限定|のみ|だけ|しか/ },
  but: { said: /ただし|但し|例外/, carried: /ただし|但し|例外|しかし|もっとも|ですが|ますが|けれど/ },
  except: { said: /除[きくいか]|以外/, carried: /除|以外|対象外|ほか|含[まみ]/ },
  principle: { said: /原則/, carried: /原則|基本的に|通常/ },
  needed: {
    said: /必要(?!経費|書類|(?:は|が)?(?:あり|ござい)ません|(?:は|が)?な)|必須|を?条件(?:に|で|として)|前提(?:に|と)/,
    carried: /必要|必須|要件|条件|前提|義務|なければ|ねば|要[しりる]|求め|ください/,
  },
  before: {
    said: /以前|事前|あらかじめ|前に|前の|までに|先に(?!立)/,
    carried: /前|あらかじめ|先に|まで|から.{0,12}(?:後|あと)/,
  },
  after: { said: /以後|(?<=[たの定始了採払工])後|てから/, carried: /後|てから|のち|前|まで/ },
  case: { said: /場合|とき(?=は|に|、|。|$)/, carried: /場合|とき|時(?=は|に|、)|なら|れば|たら/ },
} as const
type Bound = keyof typeof bounds
const kinds = Object.keys(bounds) as Bound[]

/** A part that stands before what it bounds: 「区内に住む場合は、」「原則として、」. */
const leading =
  /(?:場合(?:は|に|には|のみ|だけ|に限り)?|とき(?:は|に|には|に限り)?|限り|原則(?:として)?|ただし|但し|除[きい]て?|以外(?:は|で)|条件(?:に|として)|前に|までに|事前に|てから|後に)$/

/** From this share of its words on, a sentence retells a part of another. */
const RETELLS_PART = 0.5
/** Of several that it retells in part, those this much further off are another matter. */
const NEARLY_AS_NEAR = 0.1
/** Share of a part's words that a retelling must hold to tell that part, or to carry what it says. */
const TELLS_PART = 0.4
const CARRIES = 0.6

interface Part {
  span: Span
  text: string
  isLeading: boolean
}

/** The sentence cut at its commas; what stands in brackets stays with what it explains. */
function partsOf({ text }: Span): Part[] {
  const cuts = text.match(/(?:[（(][^（）()]*[）)]|[^、（(])+、?/g) ?? [text]
  return cuts.flatMap((cut) => {
    const [span] = spansOf(cut)
    return span ? [{ span, text: cut, isLeading: leading.test(cut.replace(/、$/, '')) }] : []
  })
}

const boundWords = new Set([
  '場合',
  '事前',
  '必要',
  '必須',
  '原則',
  '条件',
  '前提',
  '限定',
  '例外',
  '以外',
  '以前',
  '以後',
])

/** The words of a part without its endings and its bounds: pairs of letters that hold no hiragana. */
const contentOf = ({ pairs }: Span): string[] =>
  [...pairs].filter((pair) => !/\p{Script=Hiragana}/u.test(pair) && !boundWords.has(pair))

const holdsContent = (part: Span, told: ReadonlySet<string>): boolean => {
  const content = contentOf(part)
  return content.length > 0 && content.filter((pair) => told.has(pair)).length / content.length >= CARRIES
}

const boundsIn = (text: string): Bound[] => kinds.filter((kind) => bounds[kind].said.test(text))
const carries = (told: string, kind: Bound): boolean => bounds[kind].carried.test(told)

/** What the item drops of a sentence that it retells in part. */
function droppedOf(own: Span, other: Span, whole: string, told: ReadonlySet<string>): Bound[] {
  const parts = partsOf(other)
  const isTold = ({ span }: Part) => sharedWith(span, own) >= TELLS_PART || holdsContent(span, own.pairs)
  const lastTold = parts.findLastIndex((part) => !part.isLeading && isTold(part))
  const required = parts.flatMap((part, at) => {
    // What leads holds for all that comes behind it.
    if (part.isLeading) return at < lastTold && !holdsContent(part.span, told) ? boundsIn(part.text) : []
    return isTold(part) ? boundsIn(part.text).filter((kind) => kind !== 'case' && kind !== 'after') : []
  })
  return required.filter((kind) => !carries(whole, kind))
}

/** Whether the sentence behind takes something back from what was told, and the item is silent on it. */
const takesBack = (follows: Span | undefined, whole: string, told: ReadonlySet<string>): boolean =>
  follows !== undefined &&
  /^(?:ただし|但し)/.test(follows.text) &&
  !holdsContent(follows, told) &&
  !bounds.but.carried.test(whole)

/**
 * The sentences of an item that leave out what bounds them in the source: 「〜の場合に限り」, 「原則」, 「事前に」, a 「ただし」 behind
 * them. A sentence that some source says without such a bound drops nothing.
 */
export function droppedConditions(itemText: string, evidence: readonly Span[]): string[] {
  const own = spansOf(itemText)
  const told = new Set(own.flatMap(({ pairs }) => [...pairs]))
  const drops = (span: Span): boolean => {
    const near = evidence
      .map((other, at) => ({ other, follows: evidence[at + 1], share: sharedWith(span, other) }))
      .filter(({ share }) => share >= RETELLS_PART)
    const nearest = Math.max(...near.map(({ share }) => share))
    const asNear = near.filter(({ share }) => share >= nearest - NEARLY_AS_NEAR)
    return (
      asNear.length > 0 &&
      asNear.every(
        ({ other, follows }) =>
          takesBack(follows, itemText, told) ||
          (other.text !== span.text && droppedOf(span, other, itemText, told).length > 0),
      )
    )
  }
  return own.filter(drops).map(({ text }) => text)
}
