/** Words of this desk that people also write in kana, for patterns and search that read the usual writing. */
const readings: Readonly<Record<string, string>> = {
  きょうどうけんきゅう: '共同研究',
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

/** The text with the words of the table as they are usually written. `text` is normalised. */
export const usualWriting = (text: string): string => text.replace(anyReading, (kana) => written.get(kana) ?? kana)

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
