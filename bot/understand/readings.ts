import { readLetterNames } from './letter-names.ts'

/** Words of this desk that people also write in kana, for patterns and search that read the usual writing. */
const readings: Readonly<Record<string, string>> = {
  そうきしんさ: '早期審査',
  しんきせいそうしつ: '新規性喪失',
  じゅたくけんきゅう: '受託研究',
  いたくけんきゅう: '委託研究',
  がくじゅつしどう: '学術指導',
  ぎじゅつしどう: '技術指導',
  ぎじゅつそうだん: '技術相談',
  しょくむはつめい: '職務発明',
  えいぎょうひみつ: '営業秘密',
  せんしようけん: '先使用権',
  ひみつほじ: '秘密保持',
  きょうゆうとっきょ: '共有特許',
  けいこくしょ: '警告書',
  こうとうせんもんがっこう: '高等専門学校',
  にんていしえんきかん: '認定支援機関',
  こうぼようりょう: '公募要領',
  こうぼきかん: '公募期間',
  じっせきほうこく: '実績報告',
  かくていけんさ: '確定検査',
  しょうひょうるい: '証憑類',
  しょうひょうしょるい: '証憑書類',
  ようしきよん: '様式4',
  みなしだいきぎょう: 'みなし大企業',
  こうふしんせい: '交付申請',
  こうふようこう: '交付要綱',
  じこふたん: '自己負担',
  がいさんばらい: '概算払い',
  ちゅうかんばらい: '中間払い',
  ふさいたく: '不採択',
  たいしょうがい: '対象外',
  しょうこうかいぎしょ: '商工会議所',
  さんそうけん: '産総研',
  とさんぎけん: '都産技研',
  ふじっしほしょう: '不実施補償',
  せんこうぎじゅつちょうさ: '先行技術調査',
  とくきじこう: '特記事項',
  いしょうとうろく: '意匠登録',
  じつようしんあん: '実用新案',
  はつめい: '発明',
  さんがくこうれんけい: '産学公連携',
  じぎょうしょうけい: '事業承継',
  きょうどうけんきゅう: '共同研究',
  さんがくれんけい: '産学連携',
  せいさんばらい: '精算払い',
  しんさせいきゅう: '審査請求',
  ちゅうしょうきぎょう: '中小企業',
  いらいしけん: '依頼試験',
  せいぞうぎょう: '製造業',
  こうふけってい: '交付決定',
  じょせいきん: '助成金',
  ほじょきん: '補助金',
  しんせいひん: '新製品',
  しんしょうひん: '新商品',
  しょうりょくか: '省力化',
  まえばらい: '前払い',
  あとばらい: '後払い',
  しょうひょう: '商標',
  そうぎょう: '創業',
  けんきゅう: '研究',
  けんしゅう: '研修',
  かいはつ: '開発',
  じょせい: '助成',
  ほじょ: '補助',
  とっきょ: '特許',
  げんめん: '減免',
  だいがく: '大学',
  しけん: '試験',
  せつび: '設備',
  じょうげん: '上限',
  でんわばんごう: '電話番号',
  しめきり: '締切',
  きげん: '期限',
  きんがく: '金額',
  たいしょう: '対象',
  じょうけん: '条件',
  しんせい: '申請',
  しゅつがん: '出願',
  さいたく: '採択',
  べんりし: '弁理士',
  やちん: '家賃',
  はいぎょう: '廃業',
  しょうけい: '承継',
  そうだん: '相談',
  まどぐち: '窓口',
  ちざい: '知財',
  てんじかい: '展示会',
  ぜいきん: '税金',
  とうきょう: '東京',
  さんがく: '産学',
  れんけい: '連携',
  とうろく: '登録',
  しゅとく: '取得',
  なんにち: '何日',
  ほじょりつ: '補助率',
  じょせいりつ: '助成率',
  けいひ: '経費',
  ぼしゅう: '募集',
  うけつけ: '受付',
  てつづき: '手続',
  しょるい: '書類',
  ようけん: '要件',
  むりょう: '無料',
  へんかん: '返還',
  けいやく: '契約',
  はっちゅう: '発注',
  はんろ: '販路',
  じんざい: '人材',
  しょうきぼ: '小規模',
  かいぎょう: '開業',
  らいげつ: '来月',
  ちらし: 'チラシ',
  かんばん: '看板',
  こうこく: '広告',
  せんでん: '宣伝',
  しゅうきゃく: '集客',
  きょうじゅ: '教授',
  りょうしゅうしょ: '領収書',
  じんけんひ: '人件費',
  ゆうし: '融資',
  こんげつ: '今月',
}

const toKatakana = (kana: string): string =>
  kana.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60))

const written = new Map(
  Object.entries(readings).flatMap(([kana, word]) => [
    [kana, word],
    [toKatakana(kana), word],
  ]),
)
const anyReading = new RegExp([...written.keys()].sort((a, b) => b.length - a.length).join('|'), 'g')

/** What a keyboard offers instead of a word of this desk, where the offered one is no word of its own here. */
const slips: readonly [slip: RegExp, meant: string][] = [
  [/[💰💴💵]+/gu, 'お金'],
  [/女性金|助成菌|除成金|助成近|助成琴|助成きん|じょせい金/g, '助成金'],
  [/補助キン|補助きん|補助菌|補助近|保助金|捕助金|補助筋|ほじょ金/g, '補助金'],
  [/(?<=の|は|助|金)(?:上元|条限|上弦|城限)/g, '上限'],
  [/公暮|公墓/g, '公募'],
  [/採宅|最択|採拓|最宅/g, '採択'],
  [/占め切り|閉め切り|絞切|締切り/g, '締切'],
  [/産額連携|産学連係|三学連携/g, '産学連携'],
  [/省力家|小力化|消力化/g, '省力化'],
  [/加速か(?=補助)/g, '加速化'],
  [/持続加|自続化/g, '持続化'],
  [/特許長/g, '特許庁'],
  [/交付決程|交付決底/g, '交付決定'],
  [/(?:清算|生産|成算|精産)(?=払い|払(?:の|って|と|請求|$))/g, '精算'],
]

/** The text without the slips of the table. */
export const withoutSlips = (text: string): string =>
  readLetterNames(slips.reduce((written, [slip, meant]) => written.replace(slip, meant), text))

/** The text with the words of the table as they are usually written. `text` is normalised. */
export const usualWriting = (text: string): string =>
  withoutSlips(text).replace(anyReading, (kana) => written.get(kana) ?? kana)

/** 「shoryoku」 for しょうりょく: who types Latin letters leaves the second half of a long vowel out. */
const withoutLongVowels = (kana: string): string =>
  kana.replace(/(?<=[おこごそぞとどのほぼぽもよろょうくぐすずつぬふぶむゆるゅ])う/g, '')
const shortest = 4
const writtenShort = new Map(
  Object.entries(readings)
    .map(([kana, word]) => [withoutLongVowels(kana), word] as const)
    .filter(([kana]) => kana.length >= shortest),
)
const anyShortReading = new RegExp([...writtenShort.keys()].sort((a, b) => b.length - a.length).join('|'), 'g')

/** The same for hiragana that was spelt in Latin letters. */
export const usualWritingOfRomaji = (kana: string): string =>
  usualWriting(kana).replace(anyShortReading, (reading) => writtenShort.get(reading) ?? reading)
