import { japanMinute } from '../../../storage/ground/japan-time.ts'

const utcForm = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?Z$/
/** Outside these years a moment is a typing error, or a way to write that there is none. */
const firstYear = 2000
const lastYear = 2100

/**
 * A moment of the API, in UTC with or without seconds, as `YYYY-MM-DDThh:mm+09:00`; seconds are dropped, so that a
 * deadline never grows later. Undefined for anything else: words, a day that does not exist, no zone.
 */
export function japanMoment(text: string): string | undefined {
  const [, day, minute, second = '00'] = utcForm.exec(text.trim()) ?? []
  if (day === undefined || minute === undefined) return undefined
  const utc = `${day}T${minute}:${second}.000Z`
  const instant = Date.parse(utc)
  // Date.parse takes the 30th of February for a day in March.
  if (Number.isNaN(instant) || new Date(instant).toISOString() !== utc) return undefined
  const moment = japanMinute(instant)
  const year = Number(moment.slice(0, 4))
  return year < firstYear || year > lastYear ? undefined : `${moment}+09:00`
}
