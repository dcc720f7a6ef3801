import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Me } from '../../desk/shapes.ts'
import { api, Refusal } from './api.ts'

/** A form that sends once at a time and shows the refusal where a screen reader hears it. */
export function Form(props: {
  submit: string
  onSubmit: (fields: Record<string, string>) => Promise<void>
  children?: ComponentChildren
  class?: string
  /** Its button is not the chief thing of the page. */
  quiet?: boolean
}) {
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget
    if (busy || !(form instanceof HTMLFormElement)) return
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    setBusy(true)
    setFault('')
    try {
      await props.onSubmit(fields)
    } catch (thrown) {
      setFault(thrown instanceof Refusal ? thrown.message : '送信できませんでした。')
    } finally {
      setBusy(false)
    }
  }
  return (
    <form class={props.class ?? 'small-form'} onSubmit={send}>
      {props.children}
      <p class="fault" role="alert">
        {fault}
      </p>
      <button class={props.quiet ? 'quiet' : 'primary'} type="submit" aria-disabled={busy}>
        {busy ? '送信しています…' : props.submit}
      </button>
    </form>
  )
}

/** A form that stands alone on its page. */
function Entrance(props: Parameters<typeof Form>[0] & { title: string; hint?: string; below?: ComponentChildren }) {
  return (
    <main class="entrance">
      <div class="card">
        <p class="brand">窓口</p>
        <h1>{props.title}</h1>
        {props.hint && (
          <p class="hint" role="status">
            {props.hint}
          </p>
        )}
        <Form submit={props.submit} onSubmit={props.onSubmit}>
          {props.children}
        </Form>
        {props.below}
      </div>
    </main>
  )
}

export function Field(props: {
  name: string
  label: string
  type?: 'text' | 'password'
  autocomplete: 'username' | 'name' | 'current-password' | 'new-password' | 'one-time-code' | 'email' | 'off'
  /** Where two forms of a page have a field of this name. */
  id?: string
  value?: string
  optional?: boolean
  hint?: string
  minLength?: number
  autofocus?: boolean
}) {
  const id = props.id ?? props.name
  const hintId = props.hint ? `${id}-hint` : undefined
  const shared = {
    id,
    name: props.name,
    defaultValue: props.value ?? '',
    autocomplete: props.autocomplete,
    minLength: props.minLength ?? 0,
    'aria-describedby': hintId,
    autofocus: props.autofocus ?? false,
    autocapitalize: 'none' as const,
    spellcheck: false,
    required: !props.optional,
  }
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      {props.type === 'password' ? <input {...shared} type="password" /> : <input {...shared} type="text" />}
      {props.hint && (
        <p class="hint" id={hintId}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

export function LoginForm(props: { onLogin: (me: Me) => void; notice: string }) {
  const [codeAsked, setCodeAsked] = useState(false)
  const [singleSignOn, setSingleSignOn] = useState(false)
  useEffect(() => {
    api.entrance().then(
      (entrance) => setSingleSignOn(entrance.singleSignOn),
      () => undefined,
    )
  }, [])
  const login = async ({ login = '', password = '', code }: Record<string, string>) => {
    try {
      props.onLogin(await api.login(login, password, code))
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.details.secondFactor === true) setCodeAsked(true)
      throw thrown
    }
  }
  return (
    <Entrance
      title="職員ログイン"
      submit="ログイン"
      hint={props.notice}
      onSubmit={login}
      below={
        singleSignOn && (
          <a class="button" href="/desk/sign-on">
            シングルサインオンでログイン
          </a>
        )
      }
    >
      <Field name="login" label="ログインID" autocomplete="username" autofocus />
      <Field name="password" label="パスワード" type="password" autocomplete="current-password" />
      {codeAsked && (
        <Field
          name="code"
          label="確認コード"
          autocomplete="one-time-code"
          hint="認証アプリの6桁の数字。アプリが使えないときは、回復コード"
          autofocus
        />
      )}
    </Entrance>
  )
}

/** The one-time page of the first start; the token stands behind `#`, which no server log sees. */
export function SetupForm(props: { token: string; onDone: (me: Me) => void }) {
  return (
    <Entrance
      title="最初の管理者を登録"
      submit="登録してはじめる"
      hint="このページは一度だけ使えます。登録した方が、職員画面の最初の管理者になります。"
      onSubmit={async ({ login = '', name = '', password = '', again = '' }) => {
        if (password !== again) throw new Refusal(400, '二つのパスワードが一致していません。')
        await api.setup({ token: props.token, login, name, password })
        props.onDone(await api.login(login, password))
      }}
    >
      <Field name="login" label="ログインID" autocomplete="username" hint="半角の英数字と . _ @ -" autofocus />
      <Field name="name" label="氏名" autocomplete="name" hint="職員どうしの表示に使います。相談者には見えません。" />
      <Field
        name="password"
        label="パスワード"
        type="password"
        autocomplete="new-password"
        hint="12文字以上"
        minLength={12}
      />
      <Field name="again" label="パスワード（確認）" type="password" autocomplete="new-password" minLength={12} />
    </Entrance>
  )
}
