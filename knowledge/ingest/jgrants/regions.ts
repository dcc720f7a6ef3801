/** The eight regions that the API names, with or without 「地方」 behind them, and the prefectures of each. */
const prefecturesOf: Readonly<Record<string, readonly string[]>> = {
  北海道: ['北海道'],
  東北: ['青森県', '岩手県', '宮城県', '秋田県', '山形県', '福島県'],
  '関東・甲信越': [
    '茨城県',
    '栃木県',
    '群馬県',
    '埼玉県',
    '千葉県',
    '東京都',
    '神奈川県',
    '新潟県',
    '山梨県',
    '長野県',
  ],
  '東海・北陸': ['富山県', '石川県', '福井県', '岐阜県', '静岡県', '愛知県', '三重県'],
  近畿: ['滋賀県', '京都府', '大阪府', '兵庫県', '奈良県', '和歌山県'],
  中国: ['鳥取県', '島根県', '岡山県', '広島県', '山口県'],
  四国: ['徳島県', '香川県', '愛媛県', '高知県'],
  '九州・沖縄': ['福岡県', '佐賀県', '長崎県', '熊本県', '大分県', '宮崎県', '鹿児島県', '沖縄県'],
}
const regions: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(prefecturesOf))
const single: ReadonlySet<string> = new Set(['全国', '海外', ...[...regions.values()].flat()])

/** The areas of `target_area_search` for a record: a region stands with its prefectures. Unknown names are told apart. */
export function areasOf(labels: readonly string[]): { areas: string[]; unknown: string[] } {
  const areas: string[] = []
  const unknown: string[] = []
  for (const label of labels) {
    const prefectures = regions.get(label.replace(/地方$/, ''))
    if (single.has(label) || !prefectures) areas.push(label)
    else areas.push(label, ...prefectures)
    if (!single.has(label) && !prefectures) unknown.push(label)
  }
  return { areas: [...new Set(areas)], unknown: [...new Set(unknown)] }
}
