import type { Transaction } from 'kysely'
import type { Database } from '../schema.ts'

/** What sources are read, what they propose, and what staff approved of it. */
export async function ingest(transaction: Transaction<Database>): Promise<void> {
  const { schema } = transaction

  await schema
    .createTable('ingest_runs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('source_id', 'text', (column) => column.notNull())
    .addColumn('settings_hash', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .execute()
  await schema.createIndex('ingest_runs_open').on('ingest_runs').columns(['source_id', 'status']).execute()

  await schema
    .createTable('ingest_pages')
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('depth', 'bigint', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('final_url', 'text')
    .addColumn('outcome', 'text')
    .addPrimaryKeyConstraint('ingest_pages_pkey', ['run_id', 'url'])
    .execute()
  await schema
    .createIndex('ingest_pages_waiting')
    .on('ingest_pages')
    .columns(['run_id', 'status', 'position'])
    .execute()

  await schema
    .createTable('ingest_fetches')
    .addColumn('source_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('settings_hash', 'text', (column) => column.notNull())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('result', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ingest_fetches_pkey', ['source_id', 'url'])
    .execute()

  await schema
    .createTable('ingest_proposals')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('source_id', 'text', (column) => column.notNull())
    .addColumn('record_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('change', 'text', (column) => column.notNull())
    .addColumn('content', 'text')
    .addColumn('old_content', 'text')
    .addColumn('old_published', 'bigint', (column) => column.notNull())
    .addColumn('flags', 'text', (column) => column.notNull())
    .addColumn('origin', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('decided_at', 'bigint')
    .addColumn('decided_by', 'text')
    .addColumn('reason', 'text')
    .execute()
  await schema.createIndex('ingest_proposals_record').on('ingest_proposals').columns(['record_id', 'status']).execute()
  await schema.createIndex('ingest_proposals_source').on('ingest_proposals').columns(['source_id', 'status']).execute()

  await schema
    .createTable('published_records')
    .addColumn('record_id', 'text', (column) => column.primaryKey())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('source_id', 'text', (column) => column.notNull())
    .addColumn('proposal_id', 'text', (column) => column.notNull())
    .addColumn('published_at', 'bigint', (column) => column.notNull())
    .addColumn('published_by', 'text', (column) => column.notNull())
    .execute()
}
