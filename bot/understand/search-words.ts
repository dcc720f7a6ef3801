/** Words of the corpus for what people say around them; added to what is searched. Read on normalised text. */
const searchWords: readonly [said: RegExp, searched: string][] = [
  [/どうやって|どうすれば|どうしたら|やり方|の仕方|手順/, '手続 流れ'],
  [/何年.{0,4}(?:もつ|持つ|持ち|続|有効)|いつ(?:切れ|消え)/, '期間'],
  [
    /(?:発表|公開|出展|発売)(?:して)?(?:しまった|しちゃった|した|済み).{0,16}(?:まだ|今から|あとから|後から|間に合)/,
    '救済 例外 出願',
  ],
  [
    /口座.{0,6}(?:入|振)|入金(?!まで)|振り?込|(?:お金|補助金|助成金)(?:は|って|が)?いつ(?:入|もら|届|振)/,
    '後払い 精算払い 入金',
  ],
  [/補助金で(?:買|入れ|作)った/, '財産処分 目的外使用'],
  [/会社.{0,8}(?:継が|継ぐ|引き継)/, '事業承継'],
  [/(?:両方|2つ|二つ|ダブル|掛け持ち).{0,8}(?:使|つか|もら|申請)/, '併用 重複'],
]

/** The words of the table whose saying the text holds. */
export const wordsToSearch = (normalized: string): string[] =>
  searchWords.filter(([said]) => said.test(normalized)).map(([, searched]) => searched)
