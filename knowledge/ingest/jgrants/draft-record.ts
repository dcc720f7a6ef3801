import { createHash } from 'node:crypto'
import { japanDay } from '../../../storage/ground/japan-time.ts'
import { longestShortName, type RecordDraft } from '../../record/schema.ts'
import { isTokyoWard } from '../../scheme/areas.ts'
import { clip } from '../read/text/clip.ts'
import { callDates } from './call-dates.ts'
import type { Part } from './parts.ts'
import { purposeWords } from './purpose-words.ts'
import { rateValues } from './rate-values.ts'
import { areasOf } from './regions.ts'
import { missing, sentences } from './sentences.ts'
import type { Subsidy } from './subsidy.ts'
import { recordIdOf } from './subsidy-id.ts'

/** The title without 【…】 and year in front of it, as short as a short name is. */
function shortNameOf(title: string): string {
  const bare = title
    .replace(/^(?:【[^】]*】|\[[^\]]*\]|(?:令和|平成)(?:\d{1,2}|元)年度?|[\s_・:：]+)+/, '')
    .replace(/…$/, '')
    .trim()
  return clip(bare === '' ? title : bare, longestShortName)
}

function fiscalYearOf({ title, rounds }: Subsidy): string | undefined {
  const named = [title, ...rounds.map(({ name }) => name ?? '')].join(' ')
  const years = new Set(named.match(/(?:令和|平成)(?:\d{1,2}|元)年度/g) ?? [])
  return years.size === 1 ? [...years][0] : undefined
}

function levelOf(institution = ''): string {
  if (/省(?!エネ|力|資源)|庁$|内閣府|独立行政法人|国立研究開発法人/.test(institution)) return '国'
  const ward = /^(?:東京都)?(\S{1,4}区)/.exec(institution)?.[1]
  if (ward !== undefined && isTokyoWard(ward)) return '区'
  return institution.startsWith('東京都') ? '東京都' : sentences.level
}

const whatOf = ({ title, institution, catchPhrase, purposes }: Subsidy): string =>
  [
    sentences.listed(title),
    institution && sentences.institution(institution),
    catchPhrase && sentences.catchPhrase(catchPhrase),
    purposes.length > 0 && sentences.purposes(purposes),
  ]
    .filter(Boolean)
    .join('')

function whoOf({ areas, rounds, employees, industries }: Subsidy): string | undefined {
  const details = [...new Set(rounds.flatMap(({ areaDetail }) => areaDetail ?? []))]
  const parts = [
    areas.length > 0 ? sentences.areas(areas) : undefined,
    details.length > 0 ? sentences.areaDetail(details) : undefined,
    employees === undefined ? undefined : sentences.employees(employees),
    industries.length > 0 ? sentences.industries(industries) : undefined,
  ].filter((part) => part !== undefined)
  return parts.length > 0 ? sentences.who(parts) : undefined
}

function howOf({ reception, multipleRequests }: Subsidy): string | undefined {
  const told = [
    reception === undefined ? undefined : sentences.reception(reception),
    multipleRequests === undefined ? undefined : sentences.multiple(multipleRequests),
  ].filter((sentence) => sentence !== undefined)
  return told.length > 0 ? [...told, sentences.howElse].join('') : undefined
}

function documentsOf({ attachments }: Subsidy): string | undefined {
  const parts = (['guidelines', 'outline', 'forms'] as const).flatMap((key) =>
    attachments[key].length > 0 ? [`${sentences.attachments[key]}（${attachments[key].join('、')}）`] : [],
  )
  return parts.length > 0 ? sentences.attached(parts) : undefined
}

function unverifiedOf(subsidy: Subsidy): NonNullable<RecordDraft['unverified']> {
  const gaps: [boolean, NonNullable<RecordDraft['unverified']>[number]][] = [
    [subsidy.limit === undefined, { facet: 'amount', note: missing.amount }],
    [subsidy.rate === undefined, { facet: 'rate', note: missing.rate }],
    [subsidy.areas.length === 0, { note: missing.area }],
    [subsidy.from === 'list', { note: missing.detail }],
    [subsidy.title.endsWith('…'), { note: missing.title }],
    [subsidy.bodyCut, { note: missing.body }],
  ]
  return gaps.filter(([open]) => open).map(([, gap]) => gap)
}

function sourceOf(subsidy: Subsidy, now: number): RecordDraft['sources'][number] {
  return {
    url: subsidy.page,
    title: sentences.sourceTitle(subsidy.title),
    kind: 'official',
    fetchedAt: new Date(now).toISOString(),
    sha256: createHash('sha256').update(JSON.stringify(subsidy)).digest('hex'),
    licence: sentences.licence,
  }
}

/** `{ text }`, or nothing where there is none. */
const facet = <Key extends string>(key: Key, text: string | undefined) =>
  text === undefined ? {} : ({ [key]: { text } } as { [Each in Key]?: { text: string } })

/** A subsidy, or a part of one, as a record that leaves the answers by itself when its last round has ended. `now` is the reading's. */
export function draftRecord({ subsidy, apart }: Part, now: number): RecordDraft {
  const { id, title, number, institution, limit, rate, page } = subsidy
  const aliases = [...(apart ? [title] : []), ...(number === undefined ? [] : [number])]
  const dates = callDates(subsidy.rounds)
  const { areas } = areasOf(subsidy.areas)
  const fiscalYear = fiscalYearOf(subsidy)
  return {
    id: apart ? `${recordIdOf(id)}-${apart.key}` : recordIdOf(id),
    name: apart ? `${title}（${apart.label}）` : title,
    shortName: shortNameOf(title),
    ...(aliases.length === 0 ? {} : { aliases }),
    kind: 'live-call',
    level: levelOf(institution),
    ...(dates.until === undefined ? {} : { effective: { until: dates.until } }),
    areas: areas.length > 0 ? areas : [sentences.noArea],
    ...(institution === undefined ? {} : { operator: institution }),
    ...(fiscalYear === undefined ? {} : { fiscalYear }),
    purposes: purposeWords(subsidy.purposes),
    what: { text: whatOf(subsidy) },
    ...facet('who', whoOf(subsidy)),
    ...(rate === undefined ? {} : { rate: { text: sentences.rate(rate), values: rateValues(rate) } }),
    ...(limit === undefined ? {} : { amount: { text: sentences.amount(limit), caps: [{ yen: limit }] } }),
    deadline: dates.deadline,
    ...facet('how', howOf(subsidy)),
    ...facet('documents', documentsOf(subsidy)),
    contact: { name: institution ?? sentences.window, url: page },
    sources: [sourceOf(subsidy, now)],
    confidence: subsidy.from === 'list' ? 'medium' : 'medium-high',
    unverified: [...unverifiedOf(subsidy), ...dates.unverified],
    checkedOn: japanDay(now),
  }
}
