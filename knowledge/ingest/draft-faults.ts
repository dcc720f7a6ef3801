import { japaneseIssueText } from '../record/issue-text.ts'
import { type RecordDraft, recordSchema } from '../record/schema.ts'

/** What keeps a draft from being a record, in Japanese: 「amount.caps: …」; empty where nothing does. */
export const draftFaults = (draft: RecordDraft): string[] =>
  (recordSchema.safeParse(draft, { error: japaneseIssueText }).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  )
