import { companyWords } from '../../bot/interview/condition-words.ts'
import { readMemory } from '../../bot/memory.ts'
import type { OtherLanguage } from '../../bot/understand/language.ts'
import type { JsonObject } from '../../storage/ground/json.ts'

const languageNames: Record<OtherLanguage | 'ja', string> = {
  ja: '日本語',
  en: '英語',
  zh: '中国語',
  ko: '韓国語',
  vi: 'ベトナム語',
  easy: 'やさしい日本語',
}

const yen = (sum: number): string => `${sum.toLocaleString('ja-JP')}円`

/**
 * What the bot remembers of a person between two turns, a line each for people to read: the company, what is planned,
 * what it costs, which records were spoken of. Empty where it remembers nothing.
 */
export function rememberedWords(state: JsonObject | undefined): string[] {
  const { company, wards, purposes, planned, cost, named, claims, spoken, chosenLanguage, language } = readMemory(state)
  const told = chosenLanguage ?? language
  return [
    ...companyWords(company, wards),
    purposes.length > 0 && `目的：${purposes.join('・')}`,
    planned !== undefined && `予定の費用：${yen(planned)}`,
    cost !== undefined && `計算した費用：${yen(cost)}`,
    named.length > 0 && `当てはまるとした枠・特例：${named.join('・')}`,
    claims !== undefined && `請求項：${claims}`,
    spoken.length > 0 && `話題にした資料：${spoken.join('・')}`,
    told !== undefined && `ことば：${languageNames[told]}`,
  ].filter((line) => line !== false)
}
