import { useState } from 'preact/hooks'
import type { Me } from '../../../desk/shapes.ts'
import { call, request } from '../api.ts'
import { Dialog } from '../dialogs.tsx'
import { Form } from '../forms.tsx'
import { useProof } from '../people/use-proof.tsx'
import { saveFile } from '../save-file.ts'

type Deed = 'export' | 'erase'

const deeds = {
  export: {
    permission: 'data.export',
    title: 'この相談者のデータを書き出す',
    button: 'データを書き出す（CSV）',
    submit: '理由を残して書き出す',
    hint: 'やりとり、職員のメモ、相談記録、アンケートを、一つのCSVにまとめます（連携している入口の分も含みます）。',
  },
  erase: {
    permission: 'data.erase',
    title: 'この相談者のデータを消去する',
    button: 'データを消去する',
    submit: '理由を残して消去する',
    hint: '本人が「データを消して」と送ったときと同じように、文章・回答・ファイル・メモ・利用者番号をすべて消去します（連携している入口の分も含みます）。元に戻せません。途中の相談は終わり、消去したことが本人に伝わります。',
  },
} as const

/** What may be done with all that is kept of the person of a case; each with a reason and a fresh proof of identity. */
export function DataActions(props: { me: Me; caseId: string }) {
  const { me, caseId } = props
  const [deed, setDeed] = useState<Deed>()
  const [erased, setErased] = useState(false)
  // The csrf value goes on through a proof: nothing of `me` changes here.
  const { withProof, proofDialog } = useProof(me, () => undefined)
  const path = `cases/${encodeURIComponent(caseId)}`

  const acts: Record<Deed, (reason: string) => Promise<void>> = {
    export: async (reason) => {
      const file = await withProof(async () =>
        (await request('POST', `${path}/export`, { csrf: me.csrf, body: { reason } })).blob(),
      )
      saveFile(file, `madoguchi-person-${caseId.slice(0, 8)}.csv`)
      setDeed(undefined)
    },
    erase: async (reason) => {
      await withProof(() => call('POST', `${path}/erase`, { csrf: me.csrf, body: { reason } }))
      setErased(true)
    },
  }
  const close = () => {
    // What stood on this page of the person goes with the rest.
    if (erased) location.reload()
    setDeed(undefined)
  }
  const chosen = deed && deeds[deed]
  return (
    <>
      <div class="data-actions">
        {(['export', 'erase'] as const)
          .filter((name) => me.permissions.includes(deeds[name].permission))
          .map((name) => (
            <button
              type="button"
              key={name}
              class={name === 'erase' ? 'quiet danger' : 'quiet'}
              onClick={() => setDeed(name)}
            >
              {deeds[name].button}
            </button>
          ))}
      </div>
      {deed && chosen && (
        <Dialog title={chosen.title} onClose={close}>
          {erased ? (
            <p role="status">消去しました。監査記録に残ります。</p>
          ) : (
            <Form submit={chosen.submit} onSubmit={({ reason = '' }) => acts[deed](reason)}>
              <p>{chosen.hint}</p>
              <div class="field">
                <label for="data-reason">理由（必須）</label>
                <textarea
                  id="data-reason"
                  name="reason"
                  required
                  rows={3}
                  maxLength={300}
                  aria-describedby="data-hint"
                />
                <p class="hint" id="data-hint">
                  監査記録に残ります。氏名や相談の内容は書かないでください。例：本人から電話で求めがあったため
                </p>
              </div>
            </Form>
          )}
          <div class="buttons">
            <button type="button" class="quiet" onClick={close}>
              {erased ? '閉じる' : 'やめる'}
            </button>
          </div>
        </Dialog>
      )}
      {proofDialog}
    </>
  )
}
