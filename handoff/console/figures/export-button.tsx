import { useRef, useState } from 'preact/hooks'
import type { Me } from '../../desk/shapes.ts'
import { saveFile } from '../app/save-file.ts'
import { type Days, FigureRefusal, figureCalls } from './figure-calls.ts'

/** The file for Excel; asks for the password where the last proof of identity is not fresh. */
export function ExportButton(props: { me: Me; days: Days; onMe: (me: Me) => void; onFault: (text: string) => void }) {
  const { me, days, onMe, onFault } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const [refusal, setRefusal] = useState('')
  const send = async (csrf: string) => {
    saveFile(await figureCalls.export(csrf, days), `madoguchi-figures-${days.from}-${days.to}.csv`)
  }
  const ask = async () => {
    try {
      await send(me.csrf)
    } catch (thrown) {
      const proof = thrown instanceof FigureRefusal ? thrown.proveAgain : undefined
      if (proof === 'password') dialog.current?.showModal()
      else if (proof === 'single-sign-on') onFault('もう一度シングルサインオンでログインしてから、書き出してください。')
      else onFault(thrown instanceof Error ? thrown.message : '書き出せませんでした。')
    }
  }
  const prove = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement)) return
    const fields = new FormData(form)
    try {
      const proved = await figureCalls.prove(me.csrf, String(fields.get('password')), String(fields.get('code') ?? ''))
      onMe(proved)
      dialog.current?.close()
      form.reset()
      setRefusal('')
      await send(proved.csrf)
    } catch (thrown) {
      setRefusal(thrown instanceof Error ? thrown.message : '確認できませんでした。')
    }
  }
  return (
    <>
      <button type="button" onClick={ask}>
        CSV（Excel）で書き出す
      </button>
      <dialog ref={dialog} aria-labelledby="prove-title">
        <form class="prove" onSubmit={prove}>
          <h2 id="prove-title">本人の確認</h2>
          <p class="hint">書き出しの前に、もう一度パスワードを入力してください。</p>
          <div class="field">
            <label for="prove-password">パスワード</label>
            <input id="prove-password" name="password" type="password" autocomplete="current-password" required />
          </div>
          <div class="field">
            <label for="prove-code">確認コード（二段階認証を使う方）</label>
            <input id="prove-code" name="code" autocomplete="one-time-code" />
          </div>
          <p class="fault" role="alert">
            {refusal}
          </p>
          <div class="buttons">
            <button type="button" onClick={() => dialog.current?.close()}>
              やめる
            </button>
            <button type="submit" class="primary">
              確認して書き出す
            </button>
          </div>
        </form>
      </dialog>
    </>
  )
}
