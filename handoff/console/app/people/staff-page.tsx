import { useCallback, useEffect, useState } from 'preact/hooks'
import type { StaffAccount } from '../../../desk/people-shapes.ts'
import { Dialog } from '../dialogs.tsx'
import { staffRoleNames } from '../words.ts'
import { AccountDialog, NewAccountForm } from './account-forms.tsx'
import { PageFrame, type PageProps, wordsOf } from './page-frame.tsx'
import { peopleCalls } from './people-calls.ts'
import { useProof } from './use-proof.tsx'

function Ways({ account }: { account: StaffAccount }) {
  return (
    <>
      {account.hasPassword && <span class="mark">パスワード</span>}{' '}
      {account.secondFactor && <span class="mark good">二段階認証</span>}
      {account.secondFactorRequired && !account.secondFactor && <span class="mark bad">二段階認証が未設定</span>}{' '}
      {account.signOnLinked && <span class="mark good">シングルサインオン</span>}
      {account.signOnEmail && !account.signOnLinked && <span class="mark">シングルサインオン待ち</span>}
    </>
  )
}

/** Accounts of the staff, for administrators. */
export function StaffPage(props: PageProps) {
  const { me, onMe, onGone } = props
  const [accounts, setAccounts] = useState<readonly StaffAccount[]>([])
  const [fault, setFault] = useState('')
  const [done, setDone] = useState('')
  const [chosen, setChosen] = useState('')
  const [adding, setAdding] = useState(false)
  const { withProof, proofDialog } = useProof(me, onMe)
  const load = useCallback(() => {
    peopleCalls.accounts().then(
      (answer) => setAccounts(answer.accounts),
      (thrown) => setFault(wordsOf(thrown, onGone)),
    )
  }, [onGone])
  useEffect(load, [load])
  const finish = (what: string) => {
    setChosen('')
    setAdding(false)
    setDone(what)
    load()
  }
  const account = accounts.find(({ login }) => login === chosen)
  return (
    <PageFrame me={me} onGone={onGone} title="職員">
      <p class="fault" role="alert">
        {fault}
      </p>
      <p class="done" role="status">
        {done}
      </p>
      <div class="row-buttons">
        <button type="button" class="primary" onClick={() => setAdding(true)}>
          職員を登録する
        </button>
      </div>
      <section class="section" aria-label="職員の一覧">
        <div class="table-box">
          <table>
            <thead>
              <tr>
                <th scope="col">氏名</th>
                <th scope="col">ログインID</th>
                <th scope="col">役割</th>
                <th scope="col">ログインの方法</th>
                <th scope="col">状態</th>
                <th scope="col">操作</th>
              </tr>
            </thead>
            <tbody>
              {accounts.map((listed) => (
                <tr key={listed.login}>
                  <th scope="row">{listed.name}</th>
                  <td>{listed.login}</td>
                  <td class="nowrap">{staffRoleNames[listed.role]}</td>
                  <td>
                    <Ways account={listed} />
                  </td>
                  <td>
                    {listed.disabled ? (
                      <span class="mark bad">停止</span>
                    ) : (
                      `利用中${listed.sessions > 0 ? `（ログイン ${listed.sessions}）` : ''}`
                    )}
                  </td>
                  <td>
                    <button
                      type="button"
                      aria-label={`${listed.name}さんを変更する`}
                      onClick={() => setChosen(listed.login)}
                    >
                      変更
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {adding && (
        <Dialog title="職員を登録する" onClose={() => setAdding(false)}>
          <NewAccountForm me={me} withProof={withProof} onDone={finish} />
        </Dialog>
      )}
      {account && (
        <AccountDialog me={me} account={account} withProof={withProof} onDone={finish} onClose={() => setChosen('')} />
      )}
      {proofDialog}
    </PageFrame>
  )
}
