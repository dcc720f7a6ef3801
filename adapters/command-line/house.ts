import type { Writable } from 'node:stream'
import type { Consultant } from '../../bot/consultant.ts'
import type { Dependencies } from '../../bot/turn-context.ts'
import type { PublishedRecord } from '../../knowledge/corpus-reader.ts'
import type { OnProgress } from '../../knowledge/index/build-progress.ts'
import type { Library } from '../../knowledge/library.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import type { LineSettings as ChannelSettings } from '../line/access-token.ts'

/** Where a house that serves is reached. */
export interface Opened {
  url: string
  /** Of the one-time page for the first member of staff, while there is none. */
  setupPath: string | undefined
}

export interface LineSettings {
  credentials: ChannelSettings
  apiBaseUrl: string
  dataApiBaseUrl: string
  /** Where LINE should send its webhooks; undefined while PUBLIC_URL is not set. */
  webhookUrl: string | undefined
}

/** What the commands need of the house, opened only when a command asks for it. */
export interface House {
  clock: Clock
  logger: Logger
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
  /** Serves until the process is told to stop; `onOpen` is called once the house is reached. */
  serve(onOpen?: (opened: Opened) => Promise<void>): Promise<void>
  /** How LINE is reached; undefined while its settings are absent. */
  line: LineSettings | undefined
  /** Serves beside a LINE of its own making. `port`: of its page, 0 for any; without `dataDirectory` all is forgotten at the end. */
  simulateLine(options: { port: number; dataDirectory?: string | undefined }): Promise<void>
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
