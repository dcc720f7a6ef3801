import { sql, type Transaction } from 'kysely'
import type { Database } from '../schema.ts'
import type { Store } from '../store.ts'

/** Second factors, single sign-on, what is known of a session, and the audit that nobody can rewrite unnoticed. */
export async function people(transaction: Transaction<Database>, dialect: Store['dialect']): Promise<void> {
  const { schema } = transaction

  // One column a statement: SQLite takes no more.
  for (const name of ['sign_on_email', 'oidc_issuer', 'oidc_subject', 'totp_secret', 'totp_candidate'] as const) {
    await schema.alterTable('staff').addColumn(name, 'text').execute()
  }
  for (const name of ['totp_used_step', 'second_factor_required', 'password_change_due'] as const) {
    await schema
      .alterTable('staff')
      .addColumn(name, 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
  }
  await sql`create unique index staff_subject on staff (oidc_issuer, oidc_subject) where oidc_subject is not null`.execute(
    transaction,
  )
  await sql`create unique index staff_sign_on_email on staff (sign_on_email) where sign_on_email is not null`.execute(
    transaction,
  )

  await schema
    .alterTable('sessions')
    .addColumn('authenticated_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  for (const [name, former] of [
    ['method', 'password'],
    ['address', ''],
    ['agent', ''],
  ] as const) {
    await schema
      .alterTable('sessions')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(former))
      .execute()
  }

  await schema
    .createTable('recovery_codes')
    .addColumn('staff_id', 'text', (column) => column.notNull().references('staff.id').onDelete('cascade'))
    .addColumn('code_hash', 'text', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .addPrimaryKeyConstraint('recovery_codes_pkey', ['staff_id', 'code_hash'])
    .execute()

  await schema
    .createTable('sign_ons')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('browser', 'text', (column) => column.notNull())
    .addColumn('nonce', 'text', (column) => column.notNull())
    .addColumn('verifier', 'text', (column) => column.notNull())
    .addColumn('session_id', 'text')
    .addColumn('return_to', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await schema.createIndex('sign_ons_expiry').on('sign_ons').column('expires_at').execute()

  await schema
    .createTable('audit')
    .addColumn('id', 'bigint', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('object_type', 'text', (column) => column.notNull())
    .addColumn('object_id', 'text', (column) => column.notNull())
    .addColumn('before_hash', 'text')
    .addColumn('after_hash', 'text')
    .addColumn('reason', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('previous_hash', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute()
  await schema.createIndex('audit_actor').on('audit').columns(['actor', 'id']).execute()
  await schema.createIndex('audit_object').on('audit').columns(['object_id', 'id']).execute()
  await schema.createIndex('audit_at').on('audit').column('at').execute()
  for (const statement of appendOnly[dialect]) await sql.raw(statement).execute(transaction)
}

/** The database itself refuses to change or remove a row; REPLACE in SQLite would remove one without a word. */
const appendOnly: Record<Store['dialect'], string[]> = {
  sqlite: [
    `create trigger audit_no_update before update on audit
       begin select raise(abort, 'the audit is append-only'); end`,
    `create trigger audit_no_delete before delete on audit
       begin select raise(abort, 'the audit is append-only'); end`,
    `create trigger audit_no_replace before insert on audit when exists (select 1 from audit where id = new.id)
       begin select raise(abort, 'the audit is append-only'); end`,
  ],
  postgres: [
    `create function audit_refuse() returns trigger language plpgsql as
       $$ begin raise exception 'the audit is append-only'; end $$`,
    'create trigger audit_no_change before update or delete on audit for each row execute function audit_refuse()',
    'create trigger audit_no_truncate before truncate on audit for each statement execute function audit_refuse()',
  ],
}
