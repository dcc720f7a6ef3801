/** Where a handoff stands. See reference: one work item a handoff, many a conversation over time, one of them open. */
export const caseStates = ['QUEUED', 'ASSIGNED', 'ACTIVE', 'UNREACHABLE', 'RESOLVED', 'CANCELLED'] as const
export type CaseState = (typeof caseStates)[number]

export const caseActions = [
  'claim',
  'reply',
  'release',
  'transfer-to-person',
  'transfer-to-team',
  'resolve',
  'user-ends',
  'leave',
  'return-to-queue',
  'return-to-owner',
] as const
export type CaseAction = (typeof caseActions)[number]

/** Why a case ended. */
export const endReasons = [
  'staff_resolved',
  'user_ended',
  'user_blocked',
  'idle',
  'wait_timeout',
  'cancelled',
  'rejected',
  'error',
] as const
export type EndReason = (typeof endReasons)[number]

/** The one table of legal transitions: what is not here does not happen. */
export const transitions: Record<CaseState, Partial<Record<CaseAction, CaseState>>> = {
  QUEUED: {
    claim: 'ASSIGNED',
    'transfer-to-person': 'ASSIGNED',
    'transfer-to-team': 'QUEUED',
    'user-ends': 'CANCELLED',
    leave: 'UNREACHABLE',
  },
  ASSIGNED: {
    reply: 'ACTIVE',
    release: 'QUEUED',
    'transfer-to-person': 'ASSIGNED',
    'transfer-to-team': 'QUEUED',
    resolve: 'RESOLVED',
    'user-ends': 'CANCELLED',
    leave: 'UNREACHABLE',
  },
  ACTIVE: {
    reply: 'ACTIVE',
    release: 'QUEUED',
    'transfer-to-person': 'ASSIGNED',
    'transfer-to-team': 'QUEUED',
    resolve: 'RESOLVED',
    'user-ends': 'RESOLVED',
    leave: 'UNREACHABLE',
  },
  UNREACHABLE: {
    resolve: 'RESOLVED',
    'return-to-queue': 'QUEUED',
    'return-to-owner': 'ASSIGNED',
  },
  RESOLVED: {},
  CANCELLED: {},
}

export const closedStates: readonly CaseState[] = ['RESOLVED', 'CANCELLED']
export const openStates = caseStates.filter((state) => !closedStates.includes(state))

/** The state an action leads to, or undefined where it is not legal. */
export const nextState = (state: CaseState, action: CaseAction): CaseState | undefined => transitions[state][action]

/** Reads a stored state; an unknown word is a fault of the database. */
export function readState(stored: string): CaseState {
  const state = caseStates.find((known) => known === stored)
  if (state === undefined) throw new Error(`unknown case state: ${stored}`)
  return state
}
