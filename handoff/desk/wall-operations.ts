import { countCases, overdueCases } from '../../storage/case-list.ts'
import { longestWaiting } from '../../storage/cases.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { medianWaitMinutes } from '../routing/expected-wait.ts'
import { readSetting } from '../settings/desk-settings.ts'
import { readCounts } from './case-lists.ts'
import { type Operation, staffOperation } from './operation.ts'
import { viewStaff } from './presence-view.ts'
import { noQuota, type ReadPushQuota } from './push-quota.ts'
import { emptyBody, wall } from './shapes.ts'

/** The lead's view of the whole desk: what waits, how long, and who is there for it. */
export function wallOperations(context: DeskContext, readPushQuota: ReadPushQuota = noQuota): Operation[] {
  const { store } = context
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/wall',
      summary: '全体の様子（待ち、いちばん長い待ち、職員の在席と件数）',
      access: 'team.oversee',
      body: emptyBody,
      response: wall,
      run: async ({ session }) => {
        const { database, clock } = store
        const now = clock.now()
        const hours = await readSetting(database, 'hours')
        const limits = await readSetting(database, 'limits')
        const groups = await countCases(database, ['QUEUED'])
        const longest = await longestWaiting(database)
        const median = await medianWaitMinutes(database, hours, now)
        const byTeam = Map.groupBy(groups, (group) => group.team)
        return {
          body: {
            counts: await readCounts(database, session.actor, now),
            pushQuota: await readPushQuota(),
            byTeam: [...byTeam].map(([team, parts]) => ({
              team,
              waiting: parts.reduce((sum, { count }) => sum + count, 0),
            })),
            longestWaitSince: longest === undefined ? null : new Date(longest).toISOString(),
            medianWaitMinutes: median === undefined ? null : Math.round(median * 10) / 10,
            staff: await viewStaff(store),
            overdue: await overdueCases(database, now - limits.ownerSilentMinutes * 60_000),
            doors: await readSetting(database, 'doors'),
          },
        }
      },
    }),
  ]
}
