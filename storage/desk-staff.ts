import type { Updateable } from 'kysely'
import type { DeskStaffTable, Queryable, UnitOfWork } from './schema.ts'

/** What the desk knows of a member of staff besides the account; an account that never came has the defaults. */
export interface DeskStaff {
  login: string
  name: string
  role: string
  capacity: number
  teams: string[]
  skills: string[]
  status: string
  seenAt: number
  activeAt: number
  viewing: string | null
  typingAt: number
  assignedAt: number
}

/** Cases that one person can answer well at a time; the operator changes it for each. */
const CAPACITY = 4

const newcomer = (login: string): DeskStaffTable => ({
  login,
  capacity: CAPACITY,
  teams: '[]',
  skills: '[]',
  status: 'offline',
  seen_at: 0,
  active_at: 0,
  viewing: null,
  typing_at: 0,
  assigned_at: 0,
})

const withAccount = (database: Queryable) =>
  database
    .selectFrom('staff')
    .leftJoin('desk_staff', 'desk_staff.login', 'staff.login')
    .where('staff.disabled', '=', 0)
    .select(['staff.login as account', 'staff.name', 'staff.role', 'staff.created_at'])
    .selectAll('desk_staff')

type Joined = Awaited<ReturnType<ReturnType<typeof withAccount>['execute']>>[number]

function toDeskStaff(row: Joined): DeskStaff {
  const fresh = newcomer(row.account)
  return {
    login: row.account,
    name: row.name,
    role: row.role,
    capacity: row.capacity ?? fresh.capacity,
    teams: JSON.parse(row.teams ?? fresh.teams) as string[],
    skills: JSON.parse(row.skills ?? fresh.skills) as string[],
    status: row.status ?? fresh.status,
    seenAt: row.seen_at ?? 0,
    activeAt: row.active_at ?? 0,
    viewing: row.viewing,
    typingAt: row.typing_at ?? 0,
    assignedAt: row.assigned_at ?? 0,
  }
}

/** Everyone who is not shut out, in the order of joining. */
export async function allDeskStaff(database: Queryable): Promise<DeskStaff[]> {
  const rows = await withAccount(database).orderBy('staff.created_at').orderBy('staff.login').execute()
  return rows.map(toDeskStaff)
}

export async function findDeskStaff(database: Queryable, login: string): Promise<DeskStaff | undefined> {
  const row = await withAccount(database).where('staff.login', '=', login).executeTakeFirst()
  return row && toDeskStaff(row)
}

/** Changes what is given and leaves the rest. */
export async function updateDeskStaff(
  unit: UnitOfWork,
  login: string,
  changes: Omit<Updateable<DeskStaffTable>, 'login'>,
): Promise<void> {
  await unit
    .insertInto('desk_staff')
    .values({ ...newcomer(login), ...changes } as DeskStaffTable)
    .onConflict((conflict) => conflict.column('login').doUpdateSet(changes))
    .execute()
}

/**
 * Takes the row lock of a member of staff for the rest of the transaction. Who may take a case in the course of it needs
 * it before the journal is written, whose lock comes last.
 */
export async function lockDeskStaff(unit: UnitOfWork, login: string): Promise<void> {
  await unit
    .insertInto('desk_staff')
    .values(newcomer(login))
    .onConflict((conflict) => conflict.column('login').doUpdateSet({ login }))
    .execute()
}
