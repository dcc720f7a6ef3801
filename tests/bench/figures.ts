import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createFigureCounter } from '../../handoff/figures/count-aside.ts'
import { readPeriod } from '../../handoff/figures/period.ts'
import { countFigures } from '../../handoff/figures/report.ts'
import { blankCase } from '../../storage/cases.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import type { Store } from '../../storage/store.ts'
import { createSqlitePlace } from '../support/place.ts'
import { createPostgresPlace, postgresAvailable } from '../support/postgres.ts'
import type { Bench } from './bench.ts'
import { table } from './table.ts'

const CONVERSATIONS = 20_000
const CASES = 2_000
const TURNS = 3
const START = Date.parse('2025-04-01T00:00:00+09:00')
const YEAR_MS = 365 * 86_400_000
const MINUTE_MS = 60_000
const RUNS = 5

/** A detail as heavy as a real one: citations, five passages, the ledger. */
const details = (outcome: string, reason: string): string =>
  JSON.stringify({
    outcome,
    reason,
    citations: [
      {
        id: 'tokyo-voucher',
        title: '技術相談・導入支援バウチャー',
        url: 'https://example.go.jp/voucher',
        date: '2025-04-01',
      },
    ],
    suggestions: ['相談員と話したい', '出典を見る', 'ほかの制度'],
    trail: {
      intent: 'question',
      facet: 'amount',
      records: ['tokyo-voucher'],
      passages: Array.from({ length: 5 }, (_, place) => ({ recordId: `record-${place}`, facet: 'amount', score: 0.9 })),
      ledger: { checked: 4, dropped: [] },
      topic: '補助金',
    },
    eventId: 'event',
  })

/** Rows in slices: PostgreSQL takes 65,535 parameters a statement. */
async function insertAll(
  store: Store,
  name: 'conversations' | 'messages' | 'cases' | 'case_events' | 'surveys',
  rows: object[],
) {
  for (let start = 0; start < rows.length; start += 1_000) {
    const slice = rows.slice(start, start + 1_000)
    await store.transaction(
      async (unit) =>
        void (await unit
          .insertInto(name)
          .values(slice as never)
          .execute()),
    )
  }
}

/** A year of a busy window: 20,000 conversations of three questions, 2,000 cases of eight events. */
async function fillYear(store: Store): Promise<void> {
  const momentOf = (index: number) => START + Math.floor((index / CONVERSATIONS) * YEAR_MS)
  const outcomes = [
    details('answered', 'record'),
    details('answered', 'record'),
    details('unanswerable', 'no-evidence'),
  ]
  const ids = Array.from({ length: CONVERSATIONS }, (_, index) => `conversation-${index}`)
  await insertAll(
    store,
    'conversations',
    ids.map((id, index) => ({
      id,
      door: index % 3 === 0 ? 'web' : 'line',
      conversation_key: id,
      control: 'BOT',
      control_epoch: 0,
      state: null,
      reachable: 1,
      created_at: momentOf(index),
      next_sequence: 100,
      lease_token: null,
      lease_until: 0,
      banner_seen: null,
    })),
  )
  const line = { case_id: null, private: 0 }
  await insertAll(
    store,
    'messages',
    ids.flatMap((conversation_id, index) =>
      Array.from({ length: TURNS }, (_, turn) => {
        const at = momentOf(index) + turn * MINUTE_MS
        const place = turn * 2
        return [
          {
            ...line,
            id: `${conversation_id}-u${turn}`,
            conversation_id,
            role: 'user',
            text: '上限はいくらですか',
            at,
            sequence: place,
            details: '{}',
          },
          {
            ...line,
            id: `${conversation_id}-b${turn}`,
            conversation_id,
            role: 'bot',
            text: '上限は20万円です。',
            at: at + 900,
            sequence: place + 1,
            details: outcomes[turn] ?? '{}',
          },
        ]
      }).flat(),
    ),
  )
  const cases = ids
    .filter((_, index) => index % (CONVERSATIONS / CASES) === 0)
    .map((conversation_id, index) => ({
      id: `case-${index}`,
      conversation_id,
      opened: momentOf(index * (CONVERSATIONS / CASES)) + 4 * MINUTE_MS,
    }))
  await insertAll(
    store,
    'cases',
    cases.map(({ id, conversation_id, opened }) => ({
      ...blankCase,
      id,
      conversation_id,
      state: 'RESOLVED',
      topic: '補助金',
      reason: 'ご本人の希望',
      end_reason: 'staff_resolved',
      waiting_since: opened,
      opened_at: opened,
      claimed_at: opened + 6 * MINUTE_MS,
      first_reply_at: opened + 9 * MINUTE_MS,
      closed_at: opened + 40 * MINUTE_MS,
      state_since: opened + 40 * MINUTE_MS,
    })),
  )
  const steps: readonly [type: string, from: string | null, to: string, actor: string, minute: number][] = [
    ['opened', null, 'QUEUED', 'bot', 0],
    ['claimed', 'QUEUED', 'ASSIGNED', 'yamada', 6],
    ['message', 'ASSIGNED', 'ACTIVE', 'yamada', 9],
    ['message', 'ACTIVE', 'ACTIVE', 'user', 12],
    ['message', 'ACTIVE', 'ACTIVE', 'yamada', 15],
    ['message', 'ACTIVE', 'ACTIVE', 'user', 20],
    ['message', 'ACTIVE', 'ACTIVE', 'yamada', 26],
    ['resolved', 'ACTIVE', 'RESOLVED', 'yamada', 40],
  ]
  await insertAll(
    store,
    'case_events',
    cases.flatMap(({ id, conversation_id, opened }, index) =>
      steps.map(([type, from_state, to_state, actor, minute], step) => ({
        id: index * steps.length + step + 1,
        case_id: id,
        conversation_id,
        type,
        from_state,
        to_state,
        actor,
        reason: null,
        at: opened + minute * MINUTE_MS,
        epoch: null,
        owner: 'yamada',
      })),
    ),
  )
  await insertAll(
    store,
    'surveys',
    cases.map(({ id, conversation_id, opened }, index) => ({
      id,
      conversation_id,
      case_id: id,
      status: 'done',
      score: (index % 5) + 1,
      comment: null,
      asked_at: opened + 40 * MINUTE_MS,
      answered_at: opened + 41 * MINUTE_MS,
    })),
  )
  const hours = {
    weekly: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ open: '09:00', close: '17:00' }]]),
    ),
  }
  const setting = {
    name: 'hours',
    value: JSON.stringify(hours),
    version: 1,
    reason: null,
    changed_by: 'kato',
    changed_at: START,
  }
  await store.database.insertInto('desk_settings').values(setting).execute()
}

/** As the desk asks for them: how long a report takes, and how long the server answers nobody because of it. */
async function countBeside(store: Store): Promise<{ meanMs: number; pauseMs: number }> {
  const countAside = createFigureCounter(store)
  const pauses = monitorEventLoopDelay({ resolution: 5 })
  pauses.enable()
  const began = performance.now()
  for (let run = 0; run < RUNS; run += 1) await countAside(readPeriod('2025-04-01', '2026-03-31', START + YEAR_MS))
  const meanMs = Math.round((performance.now() - began) / RUNS)
  pauses.disable()
  return { meanMs, pauseMs: Math.round(pauses.max / 1e6) }
}

/** Counts all figures of a year of a busy window, on both databases. */
export const figures: Bench = async ({ print }) => {
  const places = [['SQLite', createSqlitePlace] as const]
  if (await postgresAvailable()) places.push(['PostgreSQL', createPostgresPlace] as never)
  const rows: { name: string; firstMs: number; medianMs: number; cpuMs: number; asideMs: number; pauseMs: number }[] =
    []
  for (const [name, createPlace] of places) {
    const place = await createPlace()
    const store = await openStore({
      url: place.url,
      clock: systemClock,
      identifiers: randomIdentifiers,
      logger: silentLogger,
    })
    try {
      await fillYear(store)
      const times: number[] = []
      const before = process.cpuUsage()
      for (let run = 0; run < RUNS; run += 1) {
        const began = performance.now()
        await countFigures(store, readPeriod('2025-04-01', '2026-03-31', START + YEAR_MS))
        times.push(performance.now() - began)
      }
      const { user, system } = process.cpuUsage(before)
      const cpuMs = Math.round((user + system) / 1000 / RUNS)
      const sorted = times.slice(1).sort((one, other) => one - other)
      const { meanMs: aside, pauseMs } = await countBeside(store)
      rows.push({
        name,
        asideMs: aside,
        pauseMs,
        firstMs: Math.round(times[0] ?? 0),
        medianMs: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
        // Of this process alone; on a busy machine it says more than the clock.
        cpuMs,
      })
    } finally {
      await store.close()
      await place.remove()
    }
  }
  print(
    table(
      [
        'database',
        'first, ms',
        'median of the next four, ms',
        'processor a run, ms',
        'in a thread of its own, ms',
        'longest pause of the server meanwhile, ms',
      ],
      rows.map(({ name, ...numbers }) => [
        name,
        ...[numbers.firstMs, numbers.medianMs, numbers.cpuMs, numbers.asideMs, numbers.pauseMs].map(String),
      ]),
    ),
  )
  return { conversations: CONVERSATIONS, cases: CASES, messages: CONVERSATIONS * TURNS * 2, rows }
}
