import { recordAudit } from '../../storage/audit.ts'
import { updateDeskStaff } from '../../storage/desk-staff.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { findStaffByLogin } from '../../storage/staff-accounts.ts'
import { allTeams, replaceTeams } from '../../storage/teams.ts'
import type { DeskContext } from '../cases/desk-context.ts'
import { type Operation, staffOperation } from './operation.ts'
import { viewPresence } from './presence-view.ts'
import { done, emptyBody, presenceBody, presenceList, staffWorkBody, teamList, teamsBody } from './shapes.ts'

/** Who is there and who works on what. */
export function presenceOperations(context: DeskContext): Operation[] {
  const { store } = context
  const changed = () => {
    store.notify('presence')
    // Someone who came may be given what waits.
    store.notify('desk')
  }
  return [
    staffOperation({
      method: 'GET',
      path: '/desk/api/presence',
      summary: '職員の在席、見ている相談、抱えている件数',
      access: 'session',
      body: emptyBody,
      response: presenceList,
      run: async () => ({ body: await viewPresence(store) }),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/presence',
      summary: '自分の在席を知らせる（20秒ごと。60秒とだえると不在とみなす）',
      access: 'session',
      body: presenceBody,
      response: presenceList,
      run: async ({ session, input }) => {
        const now = store.clock.now()
        await store.transaction((unit) =>
          updateDeskStaff(unit, session.actor.login, {
            seen_at: now,
            ...(input.status === undefined ? {} : { status: input.status, active_at: now }),
            ...(input.active ? { active_at: now } : {}),
            ...(input.viewing === undefined ? {} : { viewing: input.viewing }),
            ...(input.typing === undefined ? {} : { typing_at: input.typing ? now : 0 }),
          }),
        )
        changed()
        return { body: await viewPresence(store) }
      },
    }),
    staffOperation({
      method: 'GET',
      path: '/desk/api/teams',
      summary: '班と、それぞれが受け持つ話題',
      access: 'session',
      body: emptyBody,
      response: teamList,
      run: async () => ({ body: { teams: await allTeams(store.database) } }),
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/teams',
      summary: '班を書き換える（主任・管理者）',
      access: 'team.arrange',
      body: teamsBody,
      response: teamList,
      run: async ({ session, input }) => {
        const names = new Set(input.teams.map((team) => team.name))
        const ids = new Set(input.teams.map((team) => team.id))
        if (names.size < input.teams.length || ids.size < input.teams.length) {
          throw new AppError('bad_request', 'teams alike', {
            publicText: '同じ名前またはIDの班があります。',
            details: { fields: ['teams'] },
          })
        }
        await store.transaction(async (unit) => {
          const before = await allTeams(unit)
          await replaceTeams(unit, input.teams)
          const common = {
            actor: session.actor.login,
            action: 'teams.changed',
            objectType: 'setting',
            objectId: 'teams',
          }
          recordAudit(unit, { ...common, before: { teams: before }, after: { teams: input.teams } })
        })
        changed()
        return { body: { teams: await allTeams(store.database) } }
      },
    }),
    staffOperation({
      method: 'POST',
      path: '/desk/api/staff/:login/work',
      summary: '職員の班・得意な話題・同時に受け持つ件数を決める（主任・管理者）',
      access: 'team.arrange',
      body: staffWorkBody,
      response: done,
      run: async ({ request, session, input }) => {
        const login = request.params.login ?? ''
        const known = new Set((await allTeams(store.database)).map((team) => team.id))
        await store.transaction(async (unit) => {
          if ((await findStaffByLogin(unit, login)) === undefined) {
            throw new AppError('not_found', `no staff ${login}`, { publicText: 'その職員はいません。' })
          }
          const changes = {
            ...(input.capacity === undefined ? {} : { capacity: input.capacity }),
            ...(input.teams === undefined
              ? {}
              : { teams: JSON.stringify(input.teams.filter((team) => known.has(team))) }),
            ...(input.skills === undefined ? {} : { skills: JSON.stringify(input.skills) }),
          }
          if (Object.keys(changes).length === 0) return
          await updateDeskStaff(unit, login, changes)
          const common = {
            actor: session.actor.login,
            action: 'staff.work-changed',
            objectType: 'staff',
            objectId: login,
          }
          recordAudit(unit, { ...common, after: changes })
        })
        changed()
        return { body: { ok: true } }
      },
    }),
  ]
}
