import { type Command, Option } from 'commander'
import { addStaff, listStaff } from '../../handoff/staff/accounts.ts'
import {
  changeStaff,
  disableStaff,
  enableStaff,
  linkSubject,
  resetPassword,
  resetSecondFactor,
  revokeAllSessions,
} from '../../handoff/staff/change-account.ts'
import { staffRoles } from '../../handoff/staff/permissions.ts'
import { AppError } from '../../storage/ground/errors.ts'
import type { Store } from '../../storage/store.ts'
import type { Desk } from './house.ts'
import { texts } from './texts.ts'

interface Login {
  login: string
}

/** `staff …`: accounts, for who has no console or no way into it any more. Each change stands in the audit. */
export function addStaffCommands(program: Command, { house, terminal, withStore }: Desk): void {
  const staff = program.command('staff').description('職員を登録・一覧・変更・停止する')
  const roleOption = new Option('--role <role>', '役割').choices(staffRoles)
  const readPassword = async (given: boolean | undefined): Promise<string> => {
    if (!given) throw new AppError('misuse', 'no password', { publicText: texts.passwordNeeded })
    return (await terminal.readStandardInput()).replace(/\r?\n$/, '')
  }
  const command = (name: string, description: string) =>
    staff.command(name).description(description).requiredOption('--login <login>', 'ログイン ID')
  /** A change of one account that needs no more than its login. */
  const step = (
    name: string,
    description: string,
    act: (store: Store, login: string) => Promise<unknown>,
    done: (login: string) => string,
  ) =>
    command(name, description).action(async ({ login }: Login) => {
      await withStore((store) => act(store, login))
      terminal.out(done(login))
    })

  command('add', '職員を登録する（停止した職員は、新しいパスワードで再開する）')
    .requiredOption('--name <name>', '氏名')
    .addOption(new Option('--role <role>', '役割').choices(staffRoles).makeOptionMandatory())
    .option('--password-stdin', '標準入力からパスワードを読む')
    .option('--email <address>', 'シングルサインオンのメールアドレス（パスワードの代わりにもなる）')
    .option('--require-second-factor', '二段階認証を必須にする')
    .action(
      async (
        options: Login & {
          name: string
          role: (typeof staffRoles)[number]
          passwordStdin?: boolean
          email?: string
          requireSecondFactor?: boolean
        },
      ) => {
        const { login, name, role, email } = options
        const password =
          options.passwordStdin || email === undefined ? await readPassword(options.passwordStdin) : undefined
        const secondFactorRequired = options.requireSecondFactor ?? false
        const account = { login, name, role, password, signOnEmail: email, secondFactorRequired }
        await withStore((store) => addStaff(store, house.identifiers, account))
        terminal.out(texts.staffAdded(login))
      },
    )
  staff
    .command('list')
    .description('職員の一覧')
    .action(async () => {
      const all = await withStore((store) => listStaff(store.database))
      for (const { login, name, role, disabled, ...ways } of all) {
        const marks = [
          ...(ways.secondFactor ? ['二段階認証'] : ways.secondFactorRequired ? ['二段階認証（未設定）'] : []),
          ...(ways.signOnLinked ? ['シングルサインオン'] : ways.signOnEmail ? ['シングルサインオン（未使用）'] : []),
        ]
        terminal.out([login, role, disabled ? '停止' : '利用中', name, marks.join('・')].join('\t').trimEnd())
      }
    })
  command('change', '氏名・役割・二段階認証の必須・シングルサインオンのメールアドレスを変える')
    .option('--name <name>', '氏名')
    .addOption(roleOption)
    .option('--email <address>', 'シングルサインオンのメールアドレス（"" で外す）')
    .option('--require-second-factor', '二段階認証を必須にする')
    .option('--no-require-second-factor', '二段階認証を任意にする')
    .action(
      async (options: Login & { name?: string; role?: string; email?: string; requireSecondFactor?: boolean }) => {
        const { login, name, role, email, requireSecondFactor } = options
        const wish = { name, role, signOnEmail: email, secondFactorRequired: requireSecondFactor }
        await withStore((store) => changeStaff(store, login, wish))
        terminal.out(texts.staffChanged(login))
      },
    )
  step('disable', '利用を停止する（セッションはすぐに終わる）', disableStaff, texts.staffDisabled)
  step('enable', '停止を解く', enableStaff, texts.staffEnabled)
  step('revoke-sessions', 'すべてのセッションを終える', revokeAllSessions, texts.staffSessionsRevoked)
  step('reset-second-factor', '失われた二段階認証を外す', resetSecondFactor, texts.staffSecondFactorReset)
  command('password', '仮のパスワードを決める（次のログインで本人が変更する）')
    .option('--password-stdin', '標準入力からパスワードを読む')
    .action(async ({ login, passwordStdin }: Login & { passwordStdin?: boolean }) => {
      const password = await readPassword(passwordStdin)
      await withStore((store) => resetPassword(store, login, password))
      terminal.out(texts.staffPasswordReset(login))
    })
  command('link', 'シングルサインオンの利用者を、iss と sub で結び付ける')
    .requiredOption('--issuer <url>', 'IDトークンの iss')
    .requiredOption('--subject <sub>', 'IDトークンの sub')
    .action(async ({ login, issuer, subject }: Login & { issuer: string; subject: string }) => {
      await withStore((store) => linkSubject(store, login, { issuer, subject }))
      terminal.out(texts.staffLinked(login))
    })
}
