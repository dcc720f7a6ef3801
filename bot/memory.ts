import { z } from 'zod'
import { facets } from '../knowledge/record/schema.ts'
import { industries } from '../knowledge/scheme/company.ts'
import type { JsonObject } from '../storage/ground/json.ts'
import { type OtherLanguage, otherLanguages } from './understand/language.ts'

const range = z.object({ least: z.number().optional(), most: z.number().optional() })
const companySchema = z.object({
  industry: z.enum(industries).optional(),
  employees: range.optional(),
  capital: z.number().optional(),
  years: range.optional(),
  soleProprietor: z.boolean().optional(),
  partner: z.boolean().optional(),
})

/** What the consultant keeps of a conversation between turns. Holds no words of the user. */
const memorySchema = z.object({
  /** Records of the last answer, the one spoken of first. */
  focus: z.array(z.string()).default([]),
  /** Further records that the last search found, best first: a follow-up may be of one of them. */
  beside: z.array(z.string()).default([]),
  /** The scheme spoken of last, also after a word about something else. */
  scheme: z.string().optional(),
  /** Schemes spoken of one by one, the first one first, at most eight. */
  spoken: z.array(z.string()).default([]),
  /** The last list shown, for 「2つ目」. */
  list: z.array(z.string()).default([]),
  /** What the last list was chosen from. */
  candidates: z.array(z.string()).default([]),
  facets: z.array(z.enum(facets)).default([]),
  /** Where the company is, as told last: in this message or in one before. */
  wards: z.array(z.string()).default([]),
  purposes: z.array(z.string()).default([]),
  /** What was said of the company, as far as schemes ask for it. */
  company: companySchema.default({}),
  /** Facts of the company that were asked for in this conversation, in their order; none is asked for twice. */
  asked: z.array(z.string()).default([]),
  /** The fact that the last answer asked for. */
  asking: z.string().optional(),
  /** The fact asked for before another matter came between; its answer goes on with the list. */
  paused: z.string().optional(),
  /** Sentences of records with which the last answer met what was told: a bare 「だめですか」 is about them. */
  told: z.array(z.object({ id: z.string(), text: z.string() })).default([]),
  /** A cost in yen whose grant was asked for, for the fact that settles it. */
  cost: z.number().optional(),
  /** A cost in yen that was told of one scheme, while nobody had asked what comes of it. */
  stated: z.object({ id: z.string(), yen: z.number() }).optional(),
  /** The cost in yen of what the user plans, told while schemes were being chosen. */
  planned: z.number().optional(),
  /** Words of the scheme's own data that the user said apply: a frame, a 特例, 小規模. */
  named: z.array(z.string()).default([]),
  /** Claims of a patent whose fees were asked for. */
  claims: z.number().int().optional(),
  /** When the user's invention became public, as far as it was told. */
  disclosed: z
    .object({ day: z.string().optional(), least: z.number().optional(), most: z.number().optional() })
    .optional(),
  /** The language of the last answer, where it was not Japanese. */
  language: z.enum(otherLanguages).optional(),
  /** The language that the user asked to be answered in; kept until another is asked for. */
  chosenLanguage: z.enum(['ja', ...otherLanguages]).optional(),
  /** Answers in a row that did not help. */
  misses: z.number().int().default(0),
  /** The last intent besides a question: lets 「17時すぎてるけど」 follow a request for a person. */
  lastIntent: z.string().default('question'),
})

export type Memory = z.infer<typeof memorySchema>

export const emptyMemory: Memory = memorySchema.parse({})

/** Reads the state of the former turn; anything unreadable starts afresh. */
export const readMemory = (state: JsonObject | undefined): Memory => {
  const result = memorySchema.safeParse(state ?? {})
  return result.success ? result.data : emptyMemory
}

/** The language of the last answer, read from the state alone; undefined for plain Japanese. */
export const answeredIn = (state: Readonly<Record<string, unknown>> | undefined): OtherLanguage | undefined =>
  otherLanguages.find((language) => language === state?.language)

export const writeMemory = (memory: Memory): JsonObject => JSON.parse(JSON.stringify(memory))

/** True when the last answer was a list. */
export const showsList = ({ focus, list }: Memory): boolean =>
  focus.length > 1 && focus.every((id, at) => id === list[at])
