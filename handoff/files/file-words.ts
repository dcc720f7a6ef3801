import { momentWords } from '../hours/hours-words.ts'

/** 「120KB」「3.4MB」 */
export const sizeWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))}KB` : `${(bytes / 1_000_000).toFixed(1)}MB`

export const fileTexts = {
  sent: (name: string) => `ファイル「${name}」をお送りします。`,
  address: (address: string, until: number, now: number) =>
    `下のアドレスから開いてください（${momentWords(until, now)}まで）。\n${address}`,
  tooLarge: (limit: string) => `${limit}を超えるファイルは送れません。`,
  refused: {
    empty: '中身のないファイルは送れません。',
    type: '送れるのは、画像、動画、音声、PDF、Word・Excel・PowerPoint、テキストのファイルです。',
  },
  noName: 'ファイルの名前がありません。',
  noAddress: 'この窓口の公開アドレス（PUBLIC_URL）が設定されていないため、ファイルを送れません。',
  gone: 'このファイルは開けません。期限が過ぎたか、取り消されたか、アドレスが途中で切れています。相談員にお尋ねください。',
}
