import {
  type CandidateFact,
  type CaseFact,
  candidatesIn,
  casesOpenedIn,
  type EventFact,
  eventsOfCasesIn,
  type LineFact,
  lineIn,
  lossesIn,
  modelUsageIn,
  type Period,
  type RecordFact,
  type ResultFact,
  recordsOfCasesIn,
  resultsIn,
  type SuggestionFact,
  type SurveyFact,
  suggestionsIn,
  surveysIn,
  type TalkFact,
  type TurnFact,
  talksIn,
  turnsIn,
} from '../../storage/figure-facts.ts'
import type { ModelUsageTable } from '../../storage/schema.ts'
import type { Store } from '../../storage/store.ts'
import { readSetting } from '../settings/desk-settings.ts'
import type { Hours, Limits } from '../settings/shapes.ts'

export const DAY_MS = 86_400_000
/** What happens within a week after a case still belongs to it: the person came back. */
export const AFTERMATH_MS = 7 * DAY_MS

/** Everything figures are counted from; no words of anybody among it. */
export interface Facts {
  period: Period
  hours: Hours
  limits: Limits
  turns: TurnFact[]
  talks: TalkFact[]
  /** Opened in the period and more than an offer: somebody wanted a person. */
  cases: CaseFact[]
  /** All that were opened in the period or within a week after, offers included. */
  casesAndAfter: CaseFact[]
  /** The journal of each case of the period, by its id. */
  events: ReadonlyMap<string, EventFact[]>
  surveys: SurveyFact[]
  records: ReadonlyMap<string, RecordFact>
  results: ResultFact[]
  usage: ModelUsageTable[]
  losses: { sent: number; failed: number; dead: number }
  suggestions: SuggestionFact[]
  /** For the records: opened or decided on in the period. */
  candidates: CandidateFact[]
  line: LineFact
}

/** Whether anybody asked for a person: an offer that was not taken up is none. */
const wanted = (row: CaseFact, events: readonly EventFact[] | undefined): boolean =>
  row.state !== 'OFFERED' &&
  (events ?? []).some((event) => event.to_state !== 'OFFERED' && event.to_state !== 'CANCELLED')

/** Reads the facts of a period, in about as many queries as there are lists of them. */
export async function readFacts(store: Store, period: Period): Promise<Facts> {
  const { database } = store
  const casesAndAfter = await casesOpenedIn(store, { from: period.from, to: period.to + AFTERMATH_MS })
  const events = Map.groupBy(await eventsOfCasesIn(store, period), (event) => event.case_id)
  const records = await recordsOfCasesIn(store, period)
  return {
    period,
    hours: await readSetting(database, 'hours'),
    limits: await readSetting(database, 'limits'),
    turns: await turnsIn(store, period),
    talks: await talksIn(store, period),
    cases: casesAndAfter.filter((row) => row.opened_at <= period.to && wanted(row, events.get(row.id))),
    casesAndAfter,
    events,
    surveys: await surveysIn(store, period),
    records: new Map(records.map((record) => [record.case_id, record])),
    results: await resultsIn(store, period),
    usage: await modelUsageIn(store, period),
    losses: await lossesIn(store, period),
    suggestions: await suggestionsIn(store, period),
    candidates: await candidatesIn(store, period),
    line: await lineIn(store, period),
  }
}
