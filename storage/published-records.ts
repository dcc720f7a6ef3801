import { readFact, writeFact } from './facts.ts'
import type { PublishedRecordsTable, Queryable, UnitOfWork } from './schema.ts'
import { contextOf } from './unit-of-work.ts'

export type PublishedRow = PublishedRecordsTable

const versionFact = 'published_version'

/** Every approved record as the text of its file, by id. */
export async function listPublishedRecords(database: Queryable): Promise<{ id: string; content: string }[]> {
  return database.selectFrom('published_records').select(['record_id as id', 'content']).orderBy('record_id').execute()
}

/** Another text after each approval and withdrawal, whichever machine made it; empty before the first. */
export async function publishedVersion(database: Queryable): Promise<string> {
  return (await readFact(database, versionFact)) ?? ''
}

export async function findPublished(database: Queryable, recordId: string): Promise<PublishedRow | undefined> {
  return database.selectFrom('published_records').selectAll().where('record_id', '=', recordId).executeTakeFirst()
}

export async function publishedOfSource(database: Queryable, sourceId: string): Promise<PublishedRow[]> {
  return database
    .selectFrom('published_records')
    .selectAll()
    .where('source_id', '=', sourceId)
    .orderBy('record_id')
    .execute()
}

/** Puts a record in the place of the one of its id. */
export async function publishRecord(unit: UnitOfWork, record: Omit<PublishedRow, 'seen_content'>): Promise<void> {
  const row = { ...record, seen_content: null }
  const { record_id: _, ...values } = row
  await unit
    .insertInto('published_records')
    .values(row)
    .onConflict((conflict) => conflict.column('record_id').doUpdateSet(values))
    .execute()
  await markChanged(unit)
}

/** Keeps what a reading found where the record came from; what is published stays as it is. */
export async function markSeenAgain(unit: UnitOfWork, recordId: string, content: string): Promise<void> {
  await unit.updateTable('published_records').set({ seen_content: content }).where('record_id', '=', recordId).execute()
}

/** Approved records that a later reading found unchanged, of one source where it is named. */
export async function listSeenAgain(database: Queryable, sourceId?: string): Promise<PublishedRow[]> {
  return database
    .selectFrom('published_records')
    .selectAll()
    .where('seen_content', 'is not', null)
    .$if(sourceId !== undefined, (query) => query.where('source_id', '=', sourceId ?? ''))
    .orderBy('record_id')
    .execute()
}

/** False when nothing of that id is published. */
export async function unpublishRecord(unit: UnitOfWork, recordId: string): Promise<boolean> {
  const result = await unit.deleteFrom('published_records').where('record_id', '=', recordId).executeTakeFirst()
  await markChanged(unit)
  return result.numDeletedRows === 1n
}

const markChanged = (unit: UnitOfWork) => writeFact(unit, versionFact, contextOf(unit).identifiers.uuid())
