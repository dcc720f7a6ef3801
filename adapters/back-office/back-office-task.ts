import type { ThreadOffers as ConsultantOffers, ConsultantTask, Records } from '../../bot/aside/consultant-task.ts'
import type { Place } from '../../storage/neighbours.ts'
import type { InboundEvent } from '../../storage/types.ts'
import type { BackOfficeSettings } from './open-back-office.ts'

/** What the thread of the back office is given: plain data. */
export interface BackOfficeTask {
  databaseUrl: string
  consultant: ConsultantTask
  settings: BackOfficeSettings
}

/** The task with the thread's place beside the house. */
export type PlacedTask = BackOfficeTask & { place: Place }

/** What the thread does for the house. */
export interface ThreadOffers extends Pick<ConsultantOffers, 'turn' | 'summarise' | 'reload'> {
  /** Opens everything; throws what that throws. Nothing is worked on yet. */
  open(): Promise<void>
  start(): void
  /** Rejects, or does not resolve, while no message would be answered. */
  ping(): Promise<void>
  markRead(replyTo: InboundEvent['replyTo']): void
  /** Lets what is under way end, and gives the database back. */
  close(): Promise<void>
}

/** What the house does for the thread. */
export interface HouseOffers {
  /** Resolves once the database is there, with its tables of today. */
  ground(): Promise<void>
  /** The records that are answered from now on. */
  served(records: Records): void
  /** LINE has told the account's own user id. */
  lineAccount(ownId: string): void
}
