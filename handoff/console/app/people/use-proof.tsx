import type { VNode } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import type { Me } from '../../../desk/people-shapes.ts'
import { Refusal } from '../api.ts'
import { Dialog } from '../dialogs.tsx'
import { Field, Form } from '../forms.tsx'
import { peopleCalls } from './people-calls.ts'

/** Does something; where the desk asks for a fresh proof of identity first, asks the person and does it again. */
export type WithProof = <T>(work: () => Promise<T>) => Promise<T>

interface Waiting {
  way: unknown
  proven(): void
  refused(refusal: Refusal): void
}

/**
 * For whatever the desk does only after a fresh proof of identity. Returns `withProof`, and the dialog that must stand
 * somewhere on the page. A person who signs on elsewhere is led there, and comes back to this page.
 */
export function useProof(me: Me, onMe: (me: Me) => void): { withProof: WithProof; proofDialog: VNode | null } {
  const [waiting, setWaiting] = useState<Waiting>()
  const [codeAsked, setCodeAsked] = useState(false)

  const withProof = useCallback(async <T,>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof Refusal) || thrown.details.proveAgain === undefined) throw thrown
      await new Promise<void>((proven, refused) => setWaiting({ way: thrown.details.proveAgain, proven, refused }))
      return work()
    }
  }, [])

  if (waiting === undefined) return { withProof, proofDialog: null }
  const close = () => {
    setWaiting(undefined)
    waiting.refused(new Refusal(403, '本人の確認が取り消されたため、行いませんでした。'))
  }
  const prove = async ({ password = '', code }: Record<string, string>) => {
    try {
      onMe(await peopleCalls.prove(me.csrf, { password, ...(code ? { code } : {}) }))
    } catch (thrown) {
      if (thrown instanceof Refusal && thrown.details.secondFactor === true) setCodeAsked(true)
      throw thrown
    }
    setWaiting(undefined)
    waiting.proven()
  }
  const proofDialog = (
    <Dialog title="ご本人の確認" onClose={close}>
      {waiting.way === 'single-sign-on' ? (
        <div class="small-form">
          <p>安全のため、シングルサインオンでもう一度ご本人の確認をします。確認のあと、操作をやり直してください。</p>
          <a class="button" href={`/desk/sign-on?again&to=${encodeURIComponent(location.pathname)}`}>
            シングルサインオンで確認する
          </a>
        </div>
      ) : (
        <Form submit="確認する" onSubmit={prove}>
          <p>安全のため、もう一度パスワードを入力してください。確認は10分間有効です。</p>
          <Field
            id="proof-password"
            name="password"
            label="パスワード"
            type="password"
            autocomplete="current-password"
            autofocus
          />
          {codeAsked && <Field id="proof-code" name="code" label="確認コード" autocomplete="one-time-code" autofocus />}
        </Form>
      )}
      <div class="buttons">
        <button type="button" class="quiet" onClick={close}>
          やめる
        </button>
      </div>
    </Dialog>
  )
  return { withProof, proofDialog }
}
