import { useState } from 'preact/hooks'
import type { TeamList } from '../../../desk/shapes.ts'
import { newRequestId } from '../api.ts'
import { leftVariables } from '../composer/variables.ts'
import { Buttons, Dialog } from '../dialogs.tsx'
import { type Macro, macroLines } from './macro-words.ts'

/** The last look before a macro runs: everything it does, and its reply, which may still be put right. */
export function MacroDialog(props: {
  macro: Macro
  /** The reply with its variables filled; null where the macro says nothing. */
  reply: string | null
  teams: TeamList['teams']
  onClose: () => void
  onRun: (body: { requestId: string; reply?: string }) => void
}) {
  const { macro } = props
  const [reply, setReply] = useState(props.reply ?? '')
  const [requestId] = useState(newRequestId)
  const unfilled = leftVariables(reply)
  const ready = props.reply === null || (reply.trim() !== '' && unfilled.length === 0)
  return (
    <Dialog title={`マクロ: ${macro.title}`} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) props.onRun({ requestId, ...(props.reply === null ? {} : { reply }) })
        }}
      >
        <p class="hint">次のことを一度に行います。一つでもできないときは、何も行いません。返信は取り消せません。</p>
        <ol class="macro-lines">
          {macroLines(macro.steps, props.teams).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
        {props.reply !== null && (
          <div class="field">
            <label for="macro-reply">相談者への返信（直せます）</label>
            <textarea
              id="macro-reply"
              rows={4}
              required
              maxLength={5000}
              value={reply}
              onInput={(event) => setReply(event.currentTarget.value)}
            />
          </div>
        )}
        <p class="fault" role="alert">
          {unfilled.length > 0 && `${unfilled.join('、')} に入れる言葉がありません。書き換えてください。`}
        </p>
        <Buttons submit="実行する" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}
