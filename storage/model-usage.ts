import { sql } from 'kysely'
import type { Queryable } from './schema.ts'

/** Tokens of all models on a day (YYYY-MM-DD in Japan), in and out together. */
export async function tokensUsedOn(db: Queryable, day: string): Promise<number> {
  const row = await db
    .selectFrom('model_usage')
    .select(({ fn }) => fn.sum<number | null>(sql`input_tokens + output_tokens`).as('tokens'))
    .where('day', '=', day)
    .executeTakeFirst()
  return Number(row?.tokens ?? 0)
}

/** Adds to what a model took on a day, whichever process asked. */
export async function addModelUsage(
  db: Queryable,
  day: string,
  model: string,
  { calls, inputTokens, outputTokens }: { calls: number; inputTokens: number; outputTokens: number },
): Promise<void> {
  await db
    .insertInto('model_usage')
    .values({ day, model, calls, input_tokens: inputTokens, output_tokens: outputTokens })
    .onConflict((conflict) =>
      conflict.columns(['day', 'model']).doUpdateSet(({ eb, ref }) => ({
        calls: eb(ref('model_usage.calls'), '+', calls),
        input_tokens: eb(ref('model_usage.input_tokens'), '+', inputTokens),
        output_tokens: eb(ref('model_usage.output_tokens'), '+', outputTokens),
      })),
    )
    .execute()
}
