import type { CaseDetail, CaseSummary, Me } from '../../desk/shapes.ts'

const held: readonly CaseSummary['state'][] = ['ASSIGNED', 'ACTIVE', 'WAITING_USER']
const waiting: readonly CaseSummary['state'][] = ['QUEUED', 'AFTER_HOURS', 'OFFERED']

/** What this person may do with this case now. The desk decides; this only spares a button that would be refused. */
export function rightsOf(me: Me, detail: CaseDetail) {
  const { case: summary } = detail
  const { state } = summary
  const writes = me.permissions.includes('cases.work')
  const overrules = me.permissions.includes('cases.overrule')
  const open = summary.closedAt === null
  const mine = summary.owner === me.login
  const free = summary.owner === null
  const rules = writes && (mine || overrules)
  const isHeld = held.includes(state)
  const accept = writes && mine && summary.transferFrom !== null && isHeld
  return {
    writes,
    mine,
    accept,
    claim: writes && free && waiting.includes(state),
    takeOver: overrules && !free && !mine && isHeld,
    reply: writes && mine && isHeld && !accept,
    note: writes && open,
    wait: writes && mine && state === 'ACTIVE',
    snooze: writes && mine && !summary.snoozedUntil && (state === 'ACTIVE' || state === 'WAITING_USER'),
    wake: writes && mine && summary.snoozedUntil !== null,
    release: rules && isHeld,
    transfer: writes && (isHeld || state === 'QUEUED' || state === 'AFTER_HOURS') && (free || mine || overrules),
    end: rules && isHeld,
    resolve: rules && !free && (isHeld || state === 'WRAP_UP' || state === 'UNREACHABLE'),
    resume: writes && mine && state === 'WRAP_UP',
    describe: writes && open && (free || mine || overrules),
    reopen: writes && !open,
  }
}

export type Rights = ReturnType<typeof rightsOf>
