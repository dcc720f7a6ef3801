import type { Updateable } from 'kysely'
import { keptQuery } from './kept-query.ts'
import type { Queryable, SurveysTable, UnitOfWork } from './schema.ts'

export type SurveyRow = SurveysTable

/** Writes that a survey is asked, or is not to be; false (nothing written) where its case has one already. */
export async function insertSurvey(
  unit: UnitOfWork,
  survey: Pick<SurveyRow, 'id' | 'conversation_id' | 'case_id' | 'status' | 'asked_at'>,
): Promise<boolean> {
  const result = await unit
    .insertInto('surveys')
    .values({ ...survey, score: null, comment: null, answered_at: null })
    .onConflict((conflict) => conflict.column('case_id').doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

export async function findSurveyOfCase(database: Queryable, caseId: string): Promise<SurveyRow | undefined> {
  return database.selectFrom('surveys').selectAll().where('case_id', '=', caseId).executeTakeFirst()
}

/** What a conversation was asked, oldest first; not what staff took out. */
export async function surveysOfConversation(database: Queryable, conversationId: string): Promise<SurveyRow[]> {
  return database
    .selectFrom('surveys')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('status', '<>', 'off')
    .orderBy('asked_at')
    .orderBy('id')
    .execute()
}

/** The survey a conversation was asked last. */
export async function newestSurvey(database: Queryable, conversationId: string): Promise<SurveyRow | undefined> {
  return (await newest(database, { conversationId })).rows[0]
}

const newest = keptQuery((db, { conversationId }: { conversationId: string }) =>
  db
    .selectFrom('surveys')
    .selectAll()
    .where('conversation_id', '=', conversationId)
    .where('status', '<>', 'off')
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .limit(1),
)

export async function updateSurvey(
  unit: UnitOfWork,
  id: string,
  changes: Omit<Updateable<SurveysTable>, 'id'>,
): Promise<void> {
  await unit.updateTable('surveys').set(changes).where('id', '=', id).execute()
}

/** Lets a case be asked again that staff had taken out; what was asked already stays. */
export async function removeSurveyOff(unit: UnitOfWork, caseId: string): Promise<void> {
  await unit.deleteFrom('surveys').where('case_id', '=', caseId).where('status', '=', 'off').execute()
}
