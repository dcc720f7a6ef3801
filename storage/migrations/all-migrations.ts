import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'
import type { Store } from '../store.ts'
import { messages } from './0001-messages.ts'
import { desk } from './0002-desk.ts'
import { web } from './0003-web.ts'
import { ingest } from './0004-ingest.ts'
import { seenAgain } from './0005-seen-again.ts'
import { caseMachine } from './0006-case-machine.ts'
import { deskSettings } from './0007-desk-settings.ts'
import { people } from './0008-people.ts'
import { modelUsage } from './0009-model-usage.ts'
import { line } from './0010-line.ts'
import { consoleTables } from './0011-console.ts'
import { surveyAndRecords } from './0012-survey-and-records.ts'
import { typingSigns } from './0013-typing-signs.ts'
import { doubtedWith } from './0014-doubted-with.ts'
import { firstContact } from './0015-first-contact.ts'
import { formerSessions } from './0016-former-sessions.ts'
import { faqCandidates } from './0017-faq-candidates.ts'
import { snooze } from './0018-snooze.ts'
import { macros } from './0019-macros.ts'
import { pushed } from './0020-pushed.ts'
import { fairLanes } from './0021-fair-lanes.ts'

export interface Migration {
  /** Never changed once released: the database remembers it. */
  name: string
  up(transaction: Transaction<Database>, dialect: Store['dialect']): Promise<void>
}

/** In the order they are applied. */
export const migrations: readonly Migration[] = [
  { name: '0001-messages', up: messages },
  { name: '0002-desk', up: desk },
  { name: '0003-web', up: web },
  { name: '0004-ingest', up: ingest },
  { name: '0005-seen-again', up: seenAgain },
  { name: '0006-case-machine', up: caseMachine },
  { name: '0007-desk-settings', up: deskSettings },
  { name: '0008-people', up: people },
  { name: '0009-model-usage', up: modelUsage },
  { name: '0010-line', up: line },
  { name: '0011-console', up: consoleTables },
  { name: '0012-survey-and-records', up: surveyAndRecords },
  { name: '0013-typing-signs', up: typingSigns },
  { name: '0014-doubted-with', up: doubtedWith },
  { name: '0015-first-contact', up: firstContact },
  { name: '0016-former-sessions', up: formerSessions },
  { name: '0017-faq-candidates', up: faqCandidates },
  { name: '0018-snooze', up: snooze },
  { name: '0019-macros', up: macros },
  { name: '0020-pushed', up: pushed },
  { name: '0021-fair-lanes', up: fairLanes },
]
