import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Account } from '../../../desk/people-shapes.ts'
import { api, Refusal } from '../api.ts'
import { Field, Form } from '../forms.tsx'
import { OwnSessions } from './own-sessions.tsx'
import { PageFrame, type PageProps, wordsOf } from './page-frame.tsx'
import { peopleCalls } from './people-calls.ts'
import { SecondFactor } from './second-factor.tsx'
import { useProof } from './use-proof.tsx'

function PasswordSection({ me, onMe }: Pick<PageProps, 'me' | 'onMe'>) {
  const [done, setDone] = useState('')
  const change = async ({ current = '', next = '', again = '' }: Record<string, string>) => {
    if (next !== again) throw new Refusal(400, '新しいパスワードが、二つの欄で一致していません。')
    const renewed = await peopleCalls.changePassword(me.csrf, current, next)
    setDone('パスワードを変更しました。ほかの端末はログアウトしました。')
    onMe(renewed)
  }
  return (
    <section class="section" aria-labelledby="password-title">
      <h2 id="password-title">パスワードの変更</h2>
      {me.duties.includes('change-password') && (
        <p>管理者が決めた仮のパスワードです。ご自分のパスワードに変更してください。</p>
      )}
      <Form submit="変更する" onSubmit={change} key={done}>
        <Field name="current" label="いまのパスワード" type="password" autocomplete="current-password" />
        <Field
          name="next"
          label="新しいパスワード"
          type="password"
          autocomplete="new-password"
          hint="12文字以上。長い語句をつなげたものがおすすめです"
          minLength={12}
        />
        <Field
          name="again"
          label="新しいパスワード（確認）"
          type="password"
          autocomplete="new-password"
          minLength={12}
        />
      </Form>
      <p class="done" role="status">
        {done}
      </p>
    </section>
  )
}

function useAccount(onGone: PageProps['onGone']) {
  const [account, setAccount] = useState<Account>()
  const [fault, setFault] = useState('')
  const load = useCallback(() => {
    peopleCalls.account().then(setAccount, (thrown) => setFault(wordsOf(thrown, onGone)))
  }, [onGone])
  useEffect(load, [load])
  return { account, fault, load }
}

/** One's own account: password, second factor, where one is logged in. */
export function AccountPage(props: PageProps) {
  const { me, onMe, onGone } = props
  const { account, fault, load } = useAccount(onGone)
  const { withProof, proofDialog } = useProof(me, onMe)
  return (
    <PageFrame me={me} onGone={onGone} title="アカウント">
      <p class="fault" role="alert">
        {fault}
      </p>
      {account?.signOnLinked && <p class="hint">シングルサインオンと結び付いています。</p>}
      {account?.hasPassword && <SecondFactor me={me} account={account} withProof={withProof} onChanged={load} />}
      {account?.hasPassword && <PasswordSection me={me} onMe={onMe} />}
      <OwnSessions me={me} onGone={onGone} />
      {proofDialog}
    </PageFrame>
  )
}

/** What must be done before the desk opens: a password of one's own, a second factor. */
export function DutiesPage(props: PageProps) {
  const { me, onMe, onGone } = props
  const { account, fault } = useAccount(onGone)
  const { withProof, proofDialog } = useProof(me, onMe)
  return (
    <PageFrame me={me} onGone={onGone} title="はじめる前に" alone>
      <p class="fault" role="alert">
        {fault}
      </p>
      {me.duties.includes('change-password') ? (
        <PasswordSection me={me} onMe={onMe} />
      ) : (
        account && (
          <SecondFactor
            me={me}
            account={account}
            withProof={withProof}
            onChanged={() => api.me().then(onMe, (thrown) => wordsOf(thrown, onGone))}
          />
        )
      )}
      {proofDialog}
    </PageFrame>
  )
}
