import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import { newRequestId } from './api.ts'

/** LINE takes 5,000 UTF-16 units a bubble; the other doors take at least as much. */
const LIMIT = 5000

export interface Draft {
  caseId: string | undefined
  text: string
  private: boolean
  /** Stays the same until the words were taken, so that a repeat after a lost answer is said once. */
  requestId: string
}

export const emptyDraft = (caseId: string | undefined): Draft => ({
  caseId,
  text: '',
  private: false,
  requestId: newRequestId(),
})

/** Where staff write: to the user, or a note for colleagues in another colour. Enter is a new line, safe with an IME. */
export function Composer(props: {
  field: RefObject<HTMLTextAreaElement | null>
  draft: Draft
  onDraft: (draft: Draft) => void
  onSend: (draft: Draft) => Promise<boolean>
  /** Notes only: the case is not held, or the user cannot be reached. */
  notesOnly: boolean
}) {
  const { draft, notesOnly } = props
  const [sending, setSending] = useState(false)
  const isNote = notesOnly || draft.private
  const left = LIMIT - draft.text.length
  const ready = draft.text.trim() !== '' && left >= 0 && !sending

  const send = async () => {
    if (!ready) return
    setSending(true)
    if (await props.onSend({ ...draft, private: isNote }))
      props.onDraft({ ...emptyDraft(draft.caseId), private: draft.private })
    setSending(false)
    props.field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form
      class={`composer${isNote ? ' note' : ''}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {!notesOnly && (
        <fieldset class="switch">
          <legend class="hidden">書くもの</legend>
          <button
            type="button"
            aria-pressed={!draft.private}
            onClick={() => props.onDraft({ ...draft, private: false })}
          >
            返信
          </button>
          <button type="button" aria-pressed={draft.private} onClick={() => props.onDraft({ ...draft, private: true })}>
            メモ（職員のみ）
          </button>
        </fieldset>
      )}
      <label class="hidden" for="composer">
        {isNote ? '職員だけに見えるメモ' : '相談者への返信'}
      </label>
      <textarea
        id="composer"
        ref={props.field}
        rows={3}
        value={draft.text}
        placeholder={isNote ? '職員だけに見えるメモを書く' : '相談者への返信を書く'}
        aria-describedby="composer-hint"
        onInput={(event) => props.onDraft({ ...draft, text: event.currentTarget.value })}
        onKeyDown={onKeyDown}
      />
      <div class="composer-foot">
        <p class="hint" id="composer-hint">
          Ctrl + Enter で送信、Enter で改行
        </p>
        <p class={`counter${left < 0 ? ' over' : ''}`} aria-live={left < 200 ? 'polite' : 'off'}>
          {left < 0 ? `${-left}文字多すぎます` : `${draft.text.length} / ${LIMIT}`}
        </p>
        <button class={isNote ? 'note-button' : 'primary'} type="submit" aria-disabled={!ready}>
          {sending ? '送信中…' : isNote ? 'メモを残す' : '送信'}
        </button>
      </div>
    </form>
  )
}
