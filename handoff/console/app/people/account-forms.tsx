import { useState } from 'preact/hooks'
import type { Me, StaffAccount } from '../../../desk/people-shapes.ts'
import { Dialog } from '../dialogs.tsx'
import { Field, Form } from '../forms.tsx'
import { type AccountStep, peopleCalls } from './people-calls.ts'
import { roleChoices } from './people-words.ts'
import type { WithProof } from './use-proof.tsx'

interface Doing {
  me: Me
  withProof: WithProof
  /** Told once it is done, with what was done. */
  onDone: (what: string) => void
}

function RoleField(props: { id: string; value?: string }) {
  return (
    <div class="field">
      <label for={props.id}>役割</label>
      <select id={props.id} name="role" defaultValue={props.value ?? 'responder'}>
        {roleChoices.map(({ value, label }) => (
          <option key={value} value={value} selected={value === (props.value ?? 'responder')}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}

const FactorField = (props: { checked: boolean }) => (
  <label class="choice">
    <input type="checkbox" name="secondFactorRequired" defaultChecked={props.checked} />
    二段階認証を必須にする
  </label>
)

export function NewAccountForm({ me, withProof, onDone }: Doing) {
  const add = async (fields: Record<string, string>) => {
    const { login = '', name = '', role = '', password = '', signOnEmail = '' } = fields
    const body = {
      login,
      name,
      role,
      ...(password ? { password } : {}),
      ...(signOnEmail ? { signOnEmail } : {}),
      secondFactorRequired: fields.secondFactorRequired === 'on',
    }
    await withProof(() => peopleCalls.addAccount(me.csrf, body))
    onDone(`${name}さんを登録しました。`)
  }
  return (
    <Form submit="登録する" onSubmit={add}>
      <Field
        id="new-login"
        name="login"
        label="ログインID"
        autocomplete="off"
        hint="半角の英数字と . _ @ -"
        autofocus
      />
      <Field id="new-name" name="name" label="氏名" autocomplete="off" />
      <RoleField id="new-role" />
      <Field
        id="new-password"
        name="password"
        label="仮のパスワード"
        type="password"
        autocomplete="new-password"
        hint="12文字以上。最初のログインで本人が変更します。シングルサインオンだけのときは空にします"
        optional
      />
      <Field
        id="new-email"
        name="signOnEmail"
        label="シングルサインオンのメールアドレス"
        autocomplete="off"
        hint="この確認済みアドレスで最初にログインした方が、この職員になります"
        optional
      />
      <FactorField checked />
    </Form>
  )
}

/** What can be done to an account besides changing it; each asks for a reason that the audit keeps. */
const steps: readonly {
  step: AccountStep
  label: string
  done: (name: string) => string
  fits: (account: StaffAccount, own: boolean) => boolean
}[] = [
  {
    step: 'revoke-sessions',
    label: 'すべての端末からログアウトさせる',
    done: (name) => `${name}さんをログアウトさせました。`,
    fits: ({ sessions }, own) => sessions > 0 && !own,
  },
  {
    step: 'reset-second-factor',
    label: '二段階認証を外す（端末の紛失）',
    done: (name) => `${name}さんの二段階認証を外しました。`,
    fits: ({ secondFactor }, own) => secondFactor && !own,
  },
  {
    step: 'disable',
    label: '利用を停止する',
    done: (name) => `${name}さんの利用を停止し、ログアウトさせました。`,
    fits: ({ disabled }, own) => !disabled && !own,
  },
  {
    step: 'enable',
    label: '利用の停止を解く',
    done: (name) => `${name}さんの利用停止を解きました。`,
    fits: ({ disabled }, own) => disabled && !own,
  },
]

export function AccountDialog(props: Doing & { account: StaffAccount; onClose: () => void }) {
  const { me, account, withProof, onDone } = props
  const [reason, setReason] = useState('')
  const own = account.login === me.login
  const act = async (step: AccountStep, body: object, what: string) => {
    await withProof(() => peopleCalls.changeAccount(me.csrf, account.login, step, { ...body, reason }))
    onDone(what)
  }
  return (
    <Dialog title={`${account.name}さん（${account.login}）`} onClose={props.onClose}>
      <div class="small-form">
        <div class="field">
          <label for="reason">理由（監査記録に残ります）</label>
          <input id="reason" maxLength={300} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </div>
        <Form
          submit="変更を保存する"
          onSubmit={({ name = '', role = '', signOnEmail = '', ...fields }) => {
            const secondFactorRequired = fields.secondFactorRequired === 'on'
            const body = { name, role, signOnEmail, secondFactorRequired }
            return act('change', body, `${name}さんの登録を変更しました。`)
          }}
        >
          <Field id="change-name" name="name" label="氏名" autocomplete="off" value={account.name} />
          <RoleField id="change-role" value={account.role} />
          <Field
            id="change-email"
            name="signOnEmail"
            label="シングルサインオンのメールアドレス"
            autocomplete="off"
            value={account.signOnEmail ?? ''}
            optional
          />
          <FactorField checked={account.secondFactorRequired} />
        </Form>
        {account.hasPassword && !own && (
          <Form
            quiet
            submit="仮のパスワードを設定する"
            onSubmit={({ password = '' }) =>
              act('password', { password }, `${account.name}さんの仮のパスワードを設定しました。`)
            }
          >
            <Field
              id="reset-password"
              name="password"
              label="仮のパスワード"
              type="password"
              autocomplete="new-password"
              hint="12文字以上。次のログインで本人が変更します"
            />
          </Form>
        )}
        {steps
          .filter(({ fits }) => fits(account, own))
          .map(({ step, label, done }) => (
            <Form quiet key={step} submit={label} onSubmit={() => act(step, {}, done(account.name))} />
          ))}
      </div>
      <div class="buttons">
        <button type="button" class="quiet" onClick={props.onClose}>
          閉じる
        </button>
      </div>
    </Dialog>
  )
}
