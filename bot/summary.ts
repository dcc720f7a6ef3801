/** One thing that was said in a talk, with the masked words that are kept of it. */
export interface TalkLine {
  id: string
  speaker: 'user' | 'bot' | 'staff'
  text: string
}

export const summaryKinds = ['need', 'told', 'answered', 'open'] as const
export type SummaryKind = (typeof summaryKinds)[number]

/** A line of a summary and the words it was made of, by their ids. */
export interface SummaryLine {
  kind: SummaryKind
  text: string
  from: string[]
}

/** Sums a talk up for the member of staff who takes it over; undefined where no model could. Never throws. */
export type Summarise = (talk: readonly TalkLine[], signal?: AbortSignal) => Promise<SummaryLine[] | undefined>
