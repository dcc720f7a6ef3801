import type { Transaction } from 'kysely'
import type { AuditEntry } from './audit-chain.ts'
import type { Clock } from './ground/clock.ts'
import { AppError } from './ground/errors.ts'
import type { Identifiers } from './ground/identifiers.ts'
import type { Database, UnitOfWork } from './schema.ts'
import type { Topic } from './store.ts'

/** What repository functions need besides the transaction itself. */
export interface UnitContext {
  clock: Clock
  identifiers: Identifiers
  /** Topics to hint at once the transaction is committed. */
  touched: Set<Topic>
  /** What is new and ready of a topic: its readers need not look for it. */
  ready: Map<Topic, string[]>
  /** What goes into the audit just before the commit. */
  audit: AuditEntry[]
}

/** Rides on the transaction object, so that repositories take one argument and hold no state of their own. */
const contextKey = Symbol('unit of work')

/** Makes a transaction a unit of work; only the store calls it. */
export function bindUnit(transaction: Transaction<Database>, context: UnitContext): UnitOfWork {
  return Object.assign(transaction, { [contextKey]: context })
}

/** The context of a unit given by `store.transaction`; throws for any other transaction. */
export function contextOf(unit: UnitOfWork): UnitContext {
  const context = (unit as UnitOfWork & { [contextKey]?: UnitContext })[contextKey]
  if (!context) throw new AppError('internal', 'the transaction was not begun by store.transaction')
  return context
}
