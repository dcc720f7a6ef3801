import type { Queryable, UnitOfWork } from './schema.ts'

/** Notes how far a member of staff has read a case; never goes back. */
export async function markRead(unit: UnitOfWork, caseId: string, login: string, sequence: number): Promise<void> {
  await unit
    .insertInto('case_reads')
    .values({ case_id: caseId, login, sequence, mentioned: 0 })
    .onConflict((conflict) =>
      conflict.columns(['case_id', 'login']).doUpdateSet((expression) => ({
        sequence: expression
          .case()
          .when('case_reads.sequence', '>', sequence)
          .then(expression.ref('case_reads.sequence'))
          .else(sequence)
          .end(),
        mentioned: 0,
      })),
    )
    .execute()
}

/** Marks a case for somebody who is named in a note. */
export async function markMentioned(unit: UnitOfWork, caseId: string, logins: readonly string[]): Promise<void> {
  for (const login of logins) {
    await unit
      .insertInto('case_reads')
      .values({ case_id: caseId, login, sequence: 0, mentioned: 1 })
      .onConflict((conflict) => conflict.columns(['case_id', 'login']).doUpdateSet({ mentioned: 1 }))
      .execute()
  }
}

/** Place of the newest message that this person has seen. */
export async function readUpTo(database: Queryable, caseId: string, login: string): Promise<number> {
  const row = await database
    .selectFrom('case_reads')
    .select('sequence')
    .where('case_id', '=', caseId)
    .where('login', '=', login)
    .executeTakeFirst()
  return row?.sequence ?? 0
}
