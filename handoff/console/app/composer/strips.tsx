import type { CaseDetail } from '../../../desk/shapes.ts'
import { roleNames } from '../words.ts'
import type { Undo } from './use-undo.ts'

/** The words sent last can be taken back for five seconds. */
export function UndoBar(props: { undo: Undo; caseId: string; onUndo: () => void }) {
  const { sent, left } = props.undo
  if (sent === undefined || sent.draft.caseId !== props.caseId) return null
  return (
    <div class="strip" role="status">
      <span>
        <span aria-hidden="true">{left}秒後に</span>送信します
      </span>
      <button type="button" class="small" onClick={props.onUndo}>
        取り消す（Ctrl + Z）
      </button>
    </div>
  )
}

/** What the reply answers. */
export function QuoteStrip(props: { detail: CaseDetail; quote: string | undefined; onDrop: () => void }) {
  const quoted = props.detail.messages.find((message) => message.id === props.quote)
  if (quoted === undefined) return null
  return (
    <div class="strip">
      <span class="quoted-words">
        引用 {roleNames[quoted.role]}: {quoted.text.slice(0, 100)}
      </span>
      <button type="button" class="small" onClick={props.onDrop}>
        引用をやめる
      </button>
    </div>
  )
}

/** Why the words are held back: what looks like personal data, or a variable without a value. */
export function SendWarning(props: {
  found: readonly string[]
  unfilled: readonly string[]
  onSend: () => void
  onBack: () => void
}) {
  if (props.unfilled.length > 0) {
    return (
      <p class="warning" role="alert">
        {props.unfilled.join('、')} に入れる言葉がありません。書き換えてから送ってください。
      </p>
    )
  }
  if (props.found.length === 0) return null
  return (
    <div class="warning" role="alert">
      <p>{props.found.join('・')}とみられるものがあります。このまま相談者に送りますか。</p>
      <div class="row-buttons">
        <button type="button" onClick={props.onBack}>
          書き直す
        </button>
        <button type="button" class="danger" onClick={props.onSend}>
          それでも送る
        </button>
      </div>
    </div>
  )
}
