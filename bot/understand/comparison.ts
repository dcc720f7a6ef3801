/** What the user would rather have than what was spoken of. */
export type Comparison = 'cheaper' | 'larger-cap' | 'higher-rate'

const than =
  '(?:もっと|もう少し|もうちょっと|さらに|ほかに|他に|(?:それ|これ|そこ|ここ)より|一番|いちばん|最も|どっちが?|どちらが?|どっちのほうが|どちらのほうが)'
/** Of a sentence: 「足りないです。もっと大きいのは？」 */
const start = '(?:^|[。、!])'
const asked = '[^。、]{0,12}?(?:[?。!]|$)'
const cheap = '(?:安い|安く|安価|お得|格安|(?:自己)?負担(?:が|の)?(?:少な|小さ|軽))'
const large = '(?:大き[いな]|高い|高額|多い|多く|たくさん|もらえる|出る)'

/** A wish to compare, whichever stands first: 「もっと上限が大きいのは」「上限がもっと高いのは」. Tried in this order. */
const patterns: readonly [Comparison, RegExp][] = [
  [
    'cheaper',
    new RegExp(`${start}[^。、]{0,8}?${than}[^。、]{0,6}?${cheap}${asked}|^安い(?:の|所|ところ|とこ|やつ)は?[?]?$`),
  ],
  [
    'higher-rate',
    new RegExp(
      `${than}[^。、]{0,4}?率[がの]?(?:良い|いい|${large})${asked}|率[がの]${than}(?:良い|いい|${large})${asked}`,
    ),
  ],
  [
    'larger-cap',
    new RegExp(
      `${start}[^。、]{0,8}?${than}(?:上限|金額|額|補助額|助成額)?[がの]?${large}${asked}|(?:上限|額)[がの]${than}${large}${asked}`,
    ),
  ],
]

/** 「どっちが高い？」: of the two that were spoken of last. */
export const ofTwo = /どっち|どちら/

/** What the words wish to have more or less of; undefined where they compare nothing. `normalized` is NFKC, small letters. */
export const comparisonIn = (normalized: string): Comparison | undefined =>
  patterns.find(([, pattern]) => pattern.test(normalized))?.[0]
