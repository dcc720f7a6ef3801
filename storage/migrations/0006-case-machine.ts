import { sql, type Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** The whole life of a case: whose turn it is, what waits for a moment to come, what each member of staff has read. */
export async function caseMachine(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction

  const added: readonly [name: string, type: 'text' | 'bigint' | 'integer'][] = [
    ['state_since', 'bigint'],
    ['parked_state', 'text'],
    ['awaiting', 'text'],
    ['awaiting_since', 'bigint'],
    ['transfer_from', 'text'],
    ['prefers', 'text'],
    ['excluded', 'text'],
    ['requeues', 'integer'],
    ['wait_told', 'integer'],
    ['reopened_from', 'text'],
    ['labels', 'text'],
    ['company', 'text'],
    ['outcome', 'text'],
    ['knowledge_gap', 'integer'],
  ]
  for (const [name, type] of added) await schema.alterTable('cases').addColumn(name, type).execute()
  await sql`update cases set state_since = coalesce(closed_at, claimed_at, opened_at), requeues = 0, wait_told = 0, knowledge_gap = 0`.execute(
    transaction,
  )
  await schema.createIndex('cases_owner').on('cases').columns(['owner', 'state']).execute()
  await schema.createIndex('cases_closed').on('cases').column('closed_at').execute()

  await schema.alterTable('case_events').addColumn('epoch', 'bigint').execute()
  await schema.alterTable('case_events').addColumn('owner', 'text').execute()
  await schema.alterTable('outbox').addColumn('epoch', 'bigint').execute()
  await schema.alterTable('outbox').addColumn('message_id', 'text').execute()
  await schema.createIndex('outbox_message').on('outbox').column('message_id').execute()
  await schema.alterTable('conversations').addColumn('banner_seen', 'text').execute()

  await schema
    .createTable('timers')
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id').onDelete('cascade'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('timers_pkey', ['case_id', 'kind'])
    .execute()
  await schema.createIndex('timers_due').on('timers').column('due_at').execute()

  await schema
    .createTable('case_reads')
    .addColumn('case_id', 'text', (column) => column.notNull().references('cases.id').onDelete('cascade'))
    .addColumn('login', 'text', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('mentioned', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('case_reads_pkey', ['case_id', 'login'])
    .execute()
}
