import type { Library, NameMatch, SearchHit } from '../knowledge/library.ts'
import type { Facet, KnowledgeRecord } from '../knowledge/record/schema.ts'
import type { AreasFound } from '../knowledge/scheme/areas.ts'
import type { Company } from '../knowledge/scheme/company.ts'
import type { Logger } from '../storage/ground/logger.ts'
import type { ModelTrail, TurnInput } from './consultant.ts'
import type { Memory } from './memory.ts'
import type { Citation, Effect, Outcome, SchemeCard } from './outcome.ts'
import type { Masked } from './protect/mask.ts'
import type { Summarise } from './summary.ts'
import type { Comparison } from './understand/comparison.ts'
import type { Intent } from './understand/intent-rule.ts'
import type { ForeignLanguage, OtherLanguage } from './understand/language.ts'

/** One checked statement of an answer: verified, sent or dropped as a whole. */
export interface AnswerItem {
  text: string
  /** Records the text draws on; the ledger reads nothing else. */
  recordIds: string[]
  /** Texts whose figures the program computed for this item. */
  computed?: string[]
  /** The text as the program wrote it: a retelling must promise the same. Absent where a model wrote it. */
  rendered?: string[]
  /** True of a record's own words, which a model may say in others; what the program says itself stays. */
  retellable?: true
  /** The record whose card says the same: a door that shows the cards of a list leaves this text out. */
  cardOf?: string
}

/** A row of a card before verification: the ledger checks its text like any other. */
export type DraftRow = Omit<SchemeCard['rows'][number], 'value'> & { item: AnswerItem }
export type DraftCard = Omit<SchemeCard, 'rows'> & { rows: DraftRow[] }

/** An answer before verification. */
export interface Draft {
  outcome: Outcome
  items: AnswerItem[]
  /** Records cited even when no item names them. */
  cites: string[]
  /** Pages of the documents that are quoted, by record. */
  pages?: Readonly<Record<string, number>>
  suggestions: string[]
  card?: DraftCard
  /** A card for each line of a list. */
  cards?: DraftCard[]
  effects: Effect[]
}

export interface Understanding {
  intent: Intent
  /** Facets asked for; empty when the question does not say. */
  facets: Facet[]
  names: NameMatch[]
  areas: AreasFound
  purposes: string[]
  wantsList: boolean
  wantsMeaning: boolean
  pointsBack: boolean
  /** What the user would rather have than what was spoken of. */
  comparison: Comparison | undefined
  /** What this message says of the company. */
  company: Company
}

export interface Dependencies {
  library: Library
  operator: { name: string; area?: string }
  logger: Logger
  /** Called before each step: where others wait for the processor. */
  betweenSteps?: () => void
  /** Words an answer with a language model; absent without one. Never throws. */
  retell?: (context: TurnContext, signal: AbortSignal | undefined) => Promise<Retelling>
  /** Judges the masked words of the user; absent where no server does. Never throws. */
  moderate?: (text: string, signal: AbortSignal | undefined) => Promise<Moderation>
  /** Sums talks up for staff; absent without a model. */
  summarise?: Summarise
}

/** The records' words in those of a model, each item checked; without items the answer stays as it is. */
export interface Retelling {
  items?: AnswerItem[]
  trail: ModelTrail
}

/** `distress`: somebody may harm themselves. `unknown`: nobody could judge. */
export type Moderation = 'clear' | 'distress' | 'harmful' | 'unknown'

/** Everything a turn gathers on its way through the steps. */
export interface TurnContext {
  readonly input: TurnInput
  readonly dependencies: Dependencies
  /** Memory of the former turn. */
  readonly before: Memory
  /** Memory being written for the next turn. */
  memory: Memory
  masked: Masked
  /** What may be kept of the user's words where even the masked ones may not. */
  kept?: string
  /** The language of the message, where it is not Japanese. */
  language: ForeignLanguage | undefined
  /** The language of the answer, where it is not Japanese: chosen, or that of the message. */
  answersIn: OtherLanguage | undefined
  /** True where the message asks for a language and for nothing else. */
  onlyChoosesLanguage: boolean
  /** Masked text, normalised for matching; of a message in another language the Japanese words for it. */
  normalized: string
  /** How like it is to what each record is asked (understand/likeness.ts). */
  likeness: ReadonlyMap<string, number>
  understanding: Understanding
  /** Records the question is about, best first. */
  subjects: KnowledgeRecord[]
  /** How the subjects were found. */
  subjectsBy:
    | 'name'
    | 'list'
    | 'open'
    | 'applicant'
    | 'refined'
    | 'compared'
    | 'together'
    | 'each'
    | 'focus'
    | 'search'
    | 'none'
  hits: SearchHit[]
  draft: Draft | undefined
  citations: Citation[]
  ledger: { checked: number; dropped: string[] }
  /** What a model had to do with the answer. */
  model: ModelTrail | undefined
  /** When the turn began, by `performance.now()`. */
  readonly startedAt: number
}

/** `continue` to the next step, or `finish` with what the draft holds. */
export type StepResult = 'continue' | 'finish'
export type Step = (context: TurnContext) => StepResult | Promise<StepResult>
