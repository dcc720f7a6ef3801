import { toHiragana } from '../analysis/normalize.ts'
import { wardsOfTowns } from './town-names.ts'

/** The 23 special wards of Tokyo with the readings people type. */
const tokyoWards: readonly [name: string, ...readings: string[]][] = [
  ['千代田区', 'ちよだ', 'chiyoda'],
  ['中央区', 'ちゅうおうく'],
  ['港区', 'みなとく', 'minato'],
  ['新宿区', 'しんじゅく', 'shinjuku'],
  ['文京区', 'ぶんきょう', 'bunkyo'],
  ['台東区', 'たいとう', 'taito'],
  ['墨田区', 'すみだ', 'sumida'],
  ['江東区', 'こうとうく', 'koto'],
  ['品川区', 'しながわ', 'shinagawa'],
  ['目黒区', 'めぐろ', 'meguro'],
  ['大田区', 'おおたく', 'ota'],
  ['世田谷区', 'せたがや', 'setagaya'],
  ['渋谷区', 'しぶや', 'shibuya'],
  ['中野区', 'なかのく', 'nakano'],
  ['杉並区', 'すぎなみ', 'suginami'],
  ['豊島区', 'としまく', 'toshima'],
  ['北区', 'きたく', 'kita'],
  ['荒川区', 'あらかわ', 'arakawa'],
  ['板橋区', 'いたばし', 'itabashi'],
  ['練馬区', 'ねりま', 'nerima'],
  ['足立区', 'あだち', 'adachi'],
  ['葛飾区', 'かつしか', 'katsushika'],
  ['江戸川区', 'えどがわ', 'edogawa'],
]

/** Cities, towns and villages of Tokyo outside the wards: the schemes of 東京都 hold for them, and none of their own is recorded. */
const tokyoCities =
  '八王子市?|立川市?|武蔵野市|三鷹市?|青梅市?|府中市|昭島市?|調布市?|町田市?|小金井市|小平市|日野市|東村山市?|国分寺市|国立市|福生市|狛江市?|東大和市|清瀬市|東久留米市?|武蔵村山市|多摩市|稲城市|羽村市|あきる野市?|西東京市|瑞穂町|日の出町|檜原村|奥多摩町?|大島町|八丈(?:町|島)|三宅(?:村|島)|新島村?|小笠原村?'

/** Prefectures other than Tokyo and cities people name; nothing is recorded for them. */
const elsewhere = new RegExp(
  `北海道|(?:青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄)(?:県|市)?|(?:大阪|(?<!東)京都)(?:府|市)?|横浜市?|川崎市?|相模原市?|さいたま市|つくば市?|名古屋市?|札幌市?|仙台市?|神戸市?|${tokyoCities}`,
  'g',
)
const ofTokyo = new RegExp(`^(?:${tokyoCities})$`)

/** Whether a place that is no ward lies in Tokyo. */
export const isTokyoCity = (place: string): boolean => ofTokyo.test(place)

/** Ward names that are also everyday words need 「区」 behind them. */
const needsSuffix = new Set(['中央', '港', '北', '中野', '大田', '台東', '荒川', '豊島', '江東'])
const alsoBare = new Set(['荒川', '大田', '豊島', '江東', '台東', '中野'])

export interface AreasFound {
  /** Wards of Tokyo by their full name. */
  wards: string[]
  tokyo: boolean
  /** Places the corpus holds nothing for, as written. */
  elsewhere: string[]
}

/** The places a text names. `text` is normalised (NFKC, small letters). */
export function findAreas(text: string): AreasFound {
  const kana = toHiragana(text)
  const named = tokyoWards
    .filter(([name, ...readings]) => {
      const bare = name.slice(0, -1)
      if (text.includes(name)) return !(name === '北区' && /[都東]北区/.test(text))
      if (needsSuffix.has(bare)) {
        if (alsoBare.has(bare) && new RegExp(`${bare}(?:で|に|の|在|は|、|なん|だ|や|が|も|から|$)`).test(text))
          return true
      } else if (new RegExp(`${bare}(?!線|駅|女子|大学|高専|シーサイド|技研)`).test(text)) return true
      return readings.some((reading) =>
        /^[a-z]/.test(reading)
          ? new RegExp(`(?<![a-z])${reading}(?:[- ]?(?:ku|ward|city))(?![a-z])`).test(text) ||
            (reading.length >= 6 && new RegExp(`(?<![a-z])${reading}(?![a-z])`).test(text))
          : kana.includes(reading),
      )
    })
    .map(([name]) => name)
  // 川崎市の「川崎区」のような政令市の区は扱わない。
  const others = [...text.matchAll(elsewhere)].map((match) => match[0])
  // 「蒲田の町工場です」, but not 「大阪の京橋」.
  const wards = named.length > 0 || others.length > 0 ? named : wardsOfTowns(text)
  return {
    wards,
    tokyo: wards.length > 0 || others.some(isTokyoCity) || /東京|都内|23区|(?<!京)都の|(?<![a-z])tokyo/.test(text),
    elsewhere: others.filter((place) => !(place.startsWith('福島') && /関連/.test(text))),
  }
}

const inRomaji = tokyoWards.flatMap(([name, ...readings]) =>
  readings
    .filter((reading) => /^[a-z]/.test(reading))
    .map((reading) => {
      // 「ota」 and 「kita」 are words of their own.
      const suffix = reading.length >= 6 ? '(?:[- ]?(?:ku|ward|city))?' : '[- ]?(?:ku|ward|city)'
      return [new RegExp(`(?<![a-z])${reading}${suffix}(?![a-z])`, 'g'), name] as const
    }),
)

/** The text with the wards that stand in it in Latin letters as they are written. `text` is normalised. */
export const wardsInRomaji = (text: string): string =>
  inRomaji.reduce((written, [spelt, name]) => written.replace(spelt, name), text)

export const isTokyoWard = (area: string): boolean => tokyoWards.some(([name]) => name === area)

/**
 * Whether a scheme of these areas can be for a company in `wards`, or in the places named `elsewhere`. Of one that named
 * neither only what is somewhere in Tokyo or in all Japan is: a call of another prefecture is not.
 */
export function holdsFor(
  areas: readonly string[],
  { wards, elsewhere }: { wards: readonly string[]; elsewhere: readonly string[] },
): boolean {
  if (areas.includes('全国')) return true
  if (elsewhere.length > 0 && areas.some((area) => elsewhere.some((place) => area.startsWith(place)))) return true
  if (areas.includes('東京都') && elsewhere.some(isTokyoCity)) return true
  if (wards.length > 0) return areas.some((area) => area === '東京都' || wards.includes(area))
  return elsewhere.length === 0 && areas.some((area) => area === '東京都' || isTokyoWard(area))
}
