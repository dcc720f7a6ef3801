import type { Control } from '../../storage/types.ts'

/** Where a handoff stands: one work item a handoff, many a conversation over time, one of them open. */
export const caseStates = [
  'OFFERED',
  'QUEUED',
  'AFTER_HOURS',
  'ASSIGNED',
  'ACTIVE',
  'WAITING_USER',
  'WRAP_UP',
  'UNREACHABLE',
  'RESOLVED',
  'CANCELLED',
] as const
export type CaseState = (typeof caseStates)[number]

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

/** Each action with the type of the entry that it leaves in the journal. */
export const actionEvents = {
  accept: 'accepted-offer',
  'accept-after-hours': 'accepted-offer',
  'opening-time': 'opened-hours',
  claim: 'claimed',
  assign: 'assigned',
  'accept-transfer': 'accepted',
  reply: 'message',
  release: 'released',
  're-queue': 'requeued',
  'transfer-to-person': 'transferred',
  'transfer-to-team': 'transferred',
  'transfer-returned': 'returned',
  'take-over': 'taken-over',
  'undo-to-assigned': 'undone',
  'undo-to-active': 'undone',
  'undo-to-waiting': 'undone',
  'wait-for-user': 'waiting-user',
  'user-speaks': 'message',
  end: 'ended-talk',
  'user-asks-again': 'resumed',
  resolve: 'resolved',
  'user-ends': 'ended',
  expire: 'expired',
  leave: 'left',
  'return-to-queue': 'returned',
  'return-to-owner': 'returned',
  'return-after-hours': 'returned',
} as const
export type CaseAction = keyof typeof actionEvents
export const caseActions = Object.keys(actionEvents) as CaseAction[]

/** What staff may do with a case that one of them holds. */
const held = {
  release: 'QUEUED',
  're-queue': 'QUEUED',
  'transfer-to-person': 'ASSIGNED',
  'transfer-to-team': 'QUEUED',
  'take-over': 'ASSIGNED',
  resolve: 'RESOLVED',
  leave: 'UNREACHABLE',
} as const

/** Words that are taken back before they are sent leave the case where it was. */
const undone = {
  'undo-to-assigned': 'ASSIGNED',
  'undo-to-active': 'ACTIVE',
  'undo-to-waiting': 'WAITING_USER',
} as const

/** The one table of legal transitions: what is not here does not happen. */
export const transitions: Record<CaseState, Partial<Record<CaseAction, CaseState>>> = {
  OFFERED: {
    accept: 'QUEUED',
    'accept-after-hours': 'AFTER_HOURS',
    claim: 'ASSIGNED',
    'user-ends': 'CANCELLED',
    expire: 'CANCELLED',
    leave: 'CANCELLED',
  },
  QUEUED: {
    claim: 'ASSIGNED',
    assign: 'ASSIGNED',
    'transfer-to-person': 'ASSIGNED',
    'transfer-to-team': 'QUEUED',
    'take-over': 'ASSIGNED',
    'user-ends': 'CANCELLED',
    leave: 'UNREACHABLE',
  },
  AFTER_HOURS: {
    'opening-time': 'QUEUED',
    claim: 'ASSIGNED',
    'transfer-to-person': 'ASSIGNED',
    'transfer-to-team': 'AFTER_HOURS',
    'take-over': 'ASSIGNED',
    'user-ends': 'CANCELLED',
    leave: 'UNREACHABLE',
  },
  ASSIGNED: {
    ...held,
    'accept-transfer': 'ASSIGNED',
    'transfer-returned': 'ASSIGNED',
    reply: 'ACTIVE',
    end: 'WRAP_UP',
    'user-ends': 'CANCELLED',
  },
  ACTIVE: {
    ...held,
    ...undone,
    reply: 'ACTIVE',
    'wait-for-user': 'WAITING_USER',
    end: 'WRAP_UP',
    'user-ends': 'WRAP_UP',
  },
  WAITING_USER: {
    ...held,
    ...undone,
    reply: 'ACTIVE',
    'user-speaks': 'ACTIVE',
    end: 'WRAP_UP',
    'user-ends': 'WRAP_UP',
    expire: 'RESOLVED',
  },
  WRAP_UP: {
    'user-asks-again': 'ASSIGNED',
    claim: 'ASSIGNED',
    resolve: 'RESOLVED',
    expire: 'RESOLVED',
  },
  UNREACHABLE: {
    resolve: 'RESOLVED',
    expire: 'RESOLVED',
    'return-to-queue': 'QUEUED',
    'return-to-owner': 'ASSIGNED',
    'return-after-hours': 'AFTER_HOURS',
  },
  RESOLVED: {},
  CANCELLED: {},
}

/** Who may speak in each state. The conversation's control follows the state; nothing else moves it. */
export const controlOf: Record<CaseState, Control> = {
  OFFERED: 'BOT',
  QUEUED: 'HUMAN',
  AFTER_HOURS: 'BOT',
  ASSIGNED: 'HUMAN',
  ACTIVE: 'HUMAN',
  WAITING_USER: 'HUMAN',
  WRAP_UP: 'BOT',
  UNREACHABLE: 'HUMAN',
  RESOLVED: 'BOT',
  CANCELLED: 'BOT',
}

export const closedStates: readonly CaseState[] = ['RESOLVED', 'CANCELLED']
export const openStates = caseStates.filter((state) => !closedStates.includes(state))
/** What staff work on: an offer that nobody has taken up is none of it. */
export const workStates = openStates.filter((state) => state !== 'OFFERED')
/** States in which the case has an owner. */
export const heldStates: readonly CaseState[] = ['ASSIGNED', 'ACTIVE', 'WAITING_USER']
/** What counts against the capacity of its owner; who waits for the user is free for another. */
export const busyStates: readonly CaseState[] = ['ASSIGNED', 'ACTIVE', 'WRAP_UP']

/** The state an action leads to, or undefined where it is not legal. */
export const nextState = (state: CaseState, action: CaseAction): CaseState | undefined => transitions[state][action]

/** Reads a stored state; an unknown word is a fault of the database. */
export function readState(stored: string): CaseState {
  const state = caseStates.find((known) => known === stored)
  if (state === undefined) throw new Error(`unknown case state: ${stored}`)
  return state
}
