import { useState } from 'preact/hooks'
import type { Account, Me } from '../../../desk/people-shapes.ts'
import { Field, Form } from '../forms.tsx'
import { peopleCalls } from './people-calls.ts'
import type { WithProof } from './use-proof.tsx'

/** Ten codes, shown this once. */
function RecoveryCodes(props: { codes: readonly string[]; onDone: () => void }) {
  return (
    <section class="section" aria-labelledby="codes-title">
      <h2 id="codes-title">回復コード</h2>
      <p>
        認証アプリが使えなくなったときに、確認コードの代わりに使います。一つのコードは一度だけ使えます。
        <strong>この画面を閉じると二度と表示されません。</strong>印刷するか、安全な場所に控えてください。
      </p>
      <ul class="codes">
        {props.codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div class="row-buttons">
        <button type="button" class="primary" onClick={props.onDone}>
          控えました
        </button>
      </div>
    </section>
  )
}

/** Sets, shows and gives up the second factor of one's own account. */
export function SecondFactor(props: { me: Me; account: Account; withProof: WithProof; onChanged: () => void }) {
  const { me, account, withProof } = props
  const [invitation, setInvitation] = useState<{ secret: string; qrCode: string }>()
  const [codes, setCodes] = useState<readonly string[]>()

  if (codes) {
    const done = () => {
      setCodes(undefined)
      props.onChanged()
    }
    return <RecoveryCodes codes={codes} onDone={done} />
  }
  return (
    <section class="section" aria-labelledby="factor-title">
      <h2 id="factor-title">二段階認証</h2>
      {account.secondFactor ? (
        <>
          <p>
            <span class="mark good">設定済み</span>{' '}
            ログインのときに、認証アプリの確認コードを入力します。未使用の回復コードは
            {account.recoveryCodes}個です。
          </p>
          <Form
            quiet
            submit="回復コードを作り直す"
            onSubmit={async () => setCodes((await withProof(() => peopleCalls.renewRecoveryCodes(me.csrf))).codes)}
          />
          {account.secondFactorRequired ? (
            <p class="hint">管理者が必須にしているため、解除はできません。</p>
          ) : (
            <Form
              quiet
              submit="二段階認証を解除する"
              onSubmit={async () => {
                await withProof(() => peopleCalls.removeSecondFactor(me.csrf))
                props.onChanged()
              }}
            />
          )}
        </>
      ) : invitation ? (
        <>
          <p>認証アプリ（Google Authenticator、Microsoft Authenticator など）で、このQRコードを読み取ってください。</p>
          <img class="qr" src={invitation.qrCode} alt="認証アプリに登録するQRコード" />
          <p class="hint">
            読み取れないときは、この鍵をアプリに入力してください: <span class="secret">{invitation.secret}</span>
          </p>
          <Form
            submit="設定を終える"
            onSubmit={async ({ code = '' }) => {
              const confirmed = await withProof(() => peopleCalls.confirmSecondFactor(me.csrf, code))
              setInvitation(undefined)
              setCodes(confirmed.codes)
            }}
          >
            <Field
              name="code"
              label="アプリに表示された確認コード"
              autocomplete="one-time-code"
              hint="6桁の数字"
              autofocus
            />
          </Form>
        </>
      ) : (
        <>
          <p>
            {account.secondFactorRequired && <span class="mark bad">必須・未設定</span>}
            パスワードに加えて、スマートフォンの認証アプリの確認コードでログインを守ります。
          </p>
          <Form
            submit="設定をはじめる"
            onSubmit={async () => setInvitation(await withProof(() => peopleCalls.beginSecondFactor(me.csrf)))}
          />
        </>
      )}
    </section>
  )
}
