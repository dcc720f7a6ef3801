import { claimCase } from '../../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../../handoff/cases/reply.ts'
import { resolveCase } from '../../../handoff/cases/resolve.ts'
import { readPeriod } from '../../../handoff/figures/period.ts'
import { countFigures } from '../../../handoff/figures/report.ts'
import { writeDown } from '../../../handoff/records/write-down.ts'
import { addModelUsage } from '../../../storage/model-usage.ts'
import type { Place } from '../../support/place.ts'
import { openHouse, yamada } from './house.ts'

/** Two days that can be counted by hand: Monday and Tuesday, open from 9 to 17. */
export async function openTwoDays(createPlace: () => Promise<Place>) {
  const house = await openHouse(createPlace)
  const at = (moment: string) => house.clock.advance(Date.parse(`${moment}+09:00`) - house.clock.now())
  const caseOfUser = async (key: string) => (await house.openCase(key)).id

  const day = [{ open: '09:00', close: '17:00' }]
  await house.set('hours', { weekly: { mon: day, tue: day }, holidays: false, closures: [] })
  const { say, context, store } = house

  // 1: one answer, one question without.
  await say('補助率は', 'U1')
  await say('不明な点があります', 'U1')
  // 2: an answer, a person, 10 minutes to be claimed, 4 more to the reply, 4 to the next, 6 to the end; very satisfied.
  at('2026-11-23T11:00:00')
  await say('上限は', 'U2')
  at('2026-11-23T11:01:00')
  await say('相談員と話したい', 'U2')
  const second = await caseOfUser('U2')
  at('2026-11-23T11:11:00')
  await claimCase(context, yamada, second)
  at('2026-11-23T11:15:00')
  await writeAsStaff(context, yamada, second, { text: 'どのような研究ですか', private: false })
  at('2026-11-23T11:20:00')
  await say('金属加工です', 'U2')
  at('2026-11-23T11:24:00')
  await writeAsStaff(context, yamada, second, { text: '大学を紹介します', private: false })
  at('2026-11-23T11:30:00')
  await resolveCase(context, yamada, second, { reason: 'staff_resolved', knowledgeGap: true })
  await say('5 とても満足', 'U2')
  await say('コメントはありません', 'U2')
  await writeDown(context, yamada, second, {
    topic: '共同研究',
    outcome: 'ongoing',
    summary: '',
    minutes: 30,
    followUpOn: '2026-12-01',
    results: [
      { kind: 'matching', partner: 'university', on: '2026-11-23' },
      { kind: 'matching', partner: 'company', on: '2026-11-22' },
    ],
    version: 0,
  })
  // 5: the bot alone, and 「終わり」.
  at('2026-11-23T13:00:00')
  await say('補助率は', 'U5')
  await say('終わり', 'U5')
  await say('4 満足', 'U5')
  // 3: ten minutes before closing; answered twenty minutes after the next opening; not satisfied.
  at('2026-11-23T16:50:00')
  await say('相談員と話したい', 'U3')
  const third = await caseOfUser('U3')
  // 4: after hours, and taken back.
  at('2026-11-23T20:00:00')
  await say('相談員と話したい', 'U4')
  await say('終了', 'U4')
  at('2026-11-24T09:20:00')
  await writeAsStaff(context, yamada, third, { text: 'お待たせしました', private: false })
  at('2026-11-24T09:25:00')
  await resolveCase(context, yamada, third, { reason: 'staff_resolved' })
  await say('2 やや不満', 'U3')
  await say('返事が遅かった', 'U3')
  await addModelUsage(store.database, '2026-11-23', 'small-model', { calls: 3, inputTokens: 100, outputTokens: 20 })
  const count = async (from = '2026-11-23', to = '2026-11-24') => {
    const report = await countFigures(store, readPeriod(from, to, house.clock.now()))
    const value = (id: string, clock: 'open' | 'calendar' = 'open') =>
      report.figures.find((figure) => figure.id === id)?.counted[clock].value
    const rows = (id: string, clock: 'open' | 'calendar' = 'open') =>
      Object.fromEntries(
        (report.tables.find((table) => table.id === id)?.rows[clock] ?? []).map(({ label, values }) => [label, values]),
      )
    return { report, value, rows }
  }
  return { house, at, caseOfUser, count, second, third }
}
