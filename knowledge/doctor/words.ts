import { normalizeText } from '../analysis/normalize.ts'
import { personalValueIn } from '../record/personal-data.ts'
import { findingAt, type RecordCheck } from './finding.ts'
import { bodyProse, fieldProse, isQuoted, stringsIn } from './prose.ts'

const aging =
  /受付中|受け付け中|募集中|公募中|(?:募集|受付|公募)(?:は|を)?(?:終了|締め切り|締切り?)(?:しました|済み|した。|です)|(?:募集|受付)終了|まもなく|間もなく|近日|もうすぐ|現在、?(?:募集|受付|公募)/

/** Words that were true on the day they were written. Whether a call is open is computed, never told by a record. */
export const examineAgingWords: RecordCheck = (located) => {
  const { record } = located
  if (isQuoted(record)) return []
  return [...fieldProse(record), ...bodyProse(record)].flatMap(({ path, text }) => {
    const word = aging.exec(normalizeText(text))?.[0]
    const message = `「${word}」は日がたつと変わります。始まりと締切の日付で書いてください`
    return word ? [findingAt(located, 'error', path, message)] : []
  })
}

const personalNames = { 'mobile-number': '携帯電話の番号', 'mail-address': 'メールアドレス' }

/** Numbers and addresses that belong to a person rather than to an office. The finding does not repeat them. */
export const examinePersonalData: RecordCheck = (located) => {
  const { body, ...fields } = located.record
  const inFields = Object.entries(fields).flatMap(([key, value]) =>
    stringsIn(value)
      // The digits of a checksum may have the shape of a number.
      .filter((text) => !/^[0-9a-f]{64}$/.test(text))
      .map((text) => ({ path: [key], text })),
  )
  return [...inFields, ...bodyProse(located.record)].flatMap(({ path, text }) => {
    const found = personalValueIn(text)
    if (!found) return []
    const message = `${personalNames[found]}のような値があります。窓口は部署の電話か URL で書きます`
    return [findingAt(located, 'error', path, message)]
  })
}
