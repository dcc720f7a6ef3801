import type { PublishedRecord } from '../../knowledge/corpus-reader.ts'
import type { EmbeddingServer } from '../../knowledge/embeddings/openai-embedder.ts'
import type { Library } from '../../knowledge/library.ts'
import type { LogLevel } from '../../storage/ground/logger.ts'
import type { TurnInput, TurnResult } from '../consultant.ts'
import type { TokenLedger } from '../model/model-options.ts'
import type { ConsultantSettings } from '../open-dependencies.ts'
import type { SummaryLine, TalkLine } from '../summary.ts'

/** What the thread of the consultant is given: plain data. */
export interface ConsultantTask extends ConsultantSettings {
  corpusDirectory: string
  dataDirectory: string
  embeddingServer?: EmbeddingServer | undefined
  logLevel: LogLevel
  /** Of storage/door-courtesy.ts: those at the doors go first. */
  doorMemory?: SharedArrayBuffer | undefined
}

export type Records = Library['records']

/** What the thread does for the house. */
export interface ThreadOffers {
  /** Opens the library; throws what that throws. */
  open(): Promise<Records>
  turn(input: Omit<TurnInput, 'signal'>, signal: AbortSignal): Promise<TurnResult>
  summarise(talk: readonly TalkLine[], signal: AbortSignal): Promise<SummaryLine[] | undefined>
  reload(reason: string): Promise<void>
  /** Answers as soon as it can: proof that the thread is not stuck. */
  ping(): void
  /** Stops watching, and what is being built. */
  close(): Promise<void>
}

/** What the house does for the thread, which opens no database. */
export interface HouseOffers {
  published(): Promise<readonly PublishedRecord[]>
  publishedVersion(): Promise<string | undefined>
  tokensUsedOn(day: string): Promise<number>
  addTokens(used: { day: string; model: string; used: Parameters<TokenLedger['add']>[2] }): Promise<void>
  /** The records that are answered from now on. */
  served(records: Records): void
}
