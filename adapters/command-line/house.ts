import type { Writable } from 'node:stream'
import type { Consultant } from '../../bot/consultant.ts'
import type { Dependencies } from '../../bot/turn-context.ts'
import type { PublishedRecord } from '../../knowledge/corpus-reader.ts'
import type { OnProgress } from '../../knowledge/index/build-progress.ts'
import type { Library } from '../../knowledge/library.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Store } from '../../storage/store.ts'

/** What the commands need of the house, opened only when a command asks for it. */
export interface House {
  clock: Clock
  identifiers: Identifiers
  corpusDirectory: string
  /** Builds what is missing of the index, vectors of a server included, and tells how far it is. */
  buildIndex(onProgress: OnProgress): Promise<Library>
  openConsultant(): Promise<Consultant>
  /** What a consultant is made of, for a run that looks into its turns. */
  openDependencies(): Promise<Dependencies>
  /** The set that `eval` asks by default. */
  questionSet: string
  openStore(): Promise<Store>
  /** Approved records; asking for them makes no database. */
  readPublished(): Promise<PublishedRecord[]>
  serve(): Promise<void>
  chat(): Promise<void>
}

export interface Terminal {
  out(line: string): void
  error(line: string): void
  readStandardInput(): Promise<string>
  /** The same two as streams, for long output. */
  output: Writable
  notes: Writable
}

/** Opens the store for one piece of work and closes it after. */
export type WithStore = <T>(work: (store: Store) => Promise<T>) => Promise<T>

/** What a group of commands works with. */
export interface Desk {
  house: House
  terminal: Terminal
  withStore: WithStore
  /** The command ends with a failure, after the rest of its work. */
  fail(): void
}
