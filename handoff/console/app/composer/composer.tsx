import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { CannedReplies } from '../../../desk/console-shapes.ts'
import type { CaseDetail, Colleague, Me } from '../../../desk/shapes.ts'
import { api } from '../api.ts'
import type { Macro } from '../macros/macro-words.ts'
import type { Preferences } from '../preferences.ts'
import { AttachButton, FileStrip } from './attach.tsx'
import { Choices, choiceId } from './choices.tsx'
import type { Choice } from './complete.ts'
import { type Draft, emptyDraft, LIMIT, mentionsIn, putAt } from './draft.ts'
import { EmojiPicker } from './emoji-picker.tsx'
import { LinePreview } from './line-preview.tsx'
import { QuoteStrip, SendWarning, UndoBar } from './strips.tsx'
import { SuggestionList } from './suggestion-list.tsx'
import { ToolButtons } from './tools.tsx'
import { useCompletion } from './use-completion.ts'
import type { Undo } from './use-undo.ts'
import { fillVariables, leftVariables } from './variables.ts'

export interface ComposerProps {
  me: Me
  detail: CaseDetail
  field: RefObject<HTMLTextAreaElement | null>
  draft: Draft
  onDraft: (draft: Draft) => void
  /** True when the words were taken. */
  onSend: (draft: Draft, mentions: string[]) => Promise<boolean>
  /** True when the file was taken. */
  onFile: (file: File) => Promise<boolean>
  onTyping: () => void
  undo: Undo
  onUndo: () => void
  canned: CannedReplies
  macros: readonly Macro[]
  onMacro: (macro: Macro) => void
  colleagues: readonly Colleague[]
  preferences: Preferences
  /** Notes only: the case is not held, or the user cannot be reached. */
  notesOnly: boolean
  suggesting: boolean
  onSuggesting: (open: boolean) => void
}

/** An IME's own Enter: Safari ends the composition before the key, and tells it by 229 alone. */
const isIme = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229

/** Where staff write: to the user, or a note for colleagues in another colour. Safe with an IME. */
export function Composer(props: ComposerProps) {
  const { draft, notesOnly, detail, me, preferences, field } = props
  const [sending, setSending] = useState(false)
  const [file, setFile] = useState<File>()
  const [sendingFile, setSendingFile] = useState(false)
  const [warning, setWarning] = useState<{ text: string; found: string[] }>()
  const [picking, setPicking] = useState(false)
  const [previewing, setPreviewing] = useState(false)
  const isNote = notesOnly || draft.private
  const isLine = detail.case.door === 'line' && !isNote
  const completion = useCompletion(props, isNote)
  const caret = useRef<number | undefined>(undefined)
  const left = LIMIT - draft.text.length
  const unfilled = isNote ? [] : leftVariables(draft.text)
  const ready = draft.text.trim() !== '' && left >= 0 && !sending && unfilled.length === 0
  const newest = detail.messages.findLast((message) => message.role === 'user')?.sequence ?? 0

  useEffect(() => {
    if (caret.current === undefined) return
    field.current?.focus()
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })

  const write = (changes: Partial<Draft>, caretAt?: number) => {
    caret.current = caretAt
    setWarning(undefined)
    props.onDraft({ ...draft, ...changes })
  }
  /** Words that could be somebody's data are shown before they go out; said twice, they go. */
  const mayGo = async (): Promise<boolean> => {
    if (isNote || warning?.text === draft.text) return true
    const { found } = await api.checkWords(me.csrf, draft.text).catch(() => ({ found: [] }))
    if (found.length > 0) setWarning({ text: draft.text, found })
    return found.length === 0
  }
  const send = async () => {
    if (!ready) return
    setSending(true)
    if (await mayGo()) {
      const mentions = isNote ? mentionsIn(draft.text, props.colleagues) : []
      if (await props.onSend({ ...draft, private: isNote }, mentions)) {
        props.onDraft({ ...emptyDraft(draft.caseId), private: draft.private })
        setWarning(undefined)
      }
    }
    setSending(false)
    field.current?.focus()
  }
  const sendFile = async () => {
    if (file === undefined || sendingFile) return
    setSendingFile(true)
    if (await props.onFile(file)) setFile(undefined)
    setSendingFile(false)
    field.current?.focus()
  }
  const take = (choice: Choice) => {
    const { asked } = completion
    if (asked === undefined) return
    if (choice.macro) {
      const without = putAt(draft.text, asked.start, field.current?.selectionStart ?? draft.text.length, '')
      completion.close()
      write({ text: without.text })
      props.onMacro(choice.macro)
      return
    }
    const words =
      asked.trigger === '/' ? fillVariables(choice.words, me, detail.case, props.canned.values) : choice.words
    if (asked.trigger === '/') api.cannedReplyUsed(me.csrf, choice.id).catch(() => undefined)
    const end = field.current?.selectionStart ?? draft.text.length
    const put = putAt(draft.text, asked.start, end, words)
    completion.close()
    write({ text: put.text }, put.caret)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isIme(event)) return
    const done = completion.onKey(event.key)
    const strong = event.ctrlKey || event.metaKey
    if (done !== undefined) {
      event.preventDefault()
      if (done !== 'handled') take(done)
    } else if (event.key === 'Enter' && (strong || (preferences.sendKey === 'enter' && !event.shiftKey))) {
      event.preventDefault()
      send()
    } else if (event.key.toLowerCase() === 'z' && strong && draft.text === '' && props.undo.sent) {
      event.preventDefault()
      props.onUndo()
    }
  }
  const hint =
    preferences.sendKey === 'enter' ? 'Enter で送信、Shift + Enter で改行' : 'Ctrl + Enter で送信、Enter で改行'
  return (
    <form
      class={`composer${isNote ? ' note' : ''}`}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <UndoBar undo={props.undo} caseId={detail.case.id} onUndo={props.onUndo} />
      {props.suggesting && !isNote && (
        <SuggestionList
          key={detail.case.id}
          caseId={detail.case.id}
          csrf={me.csrf}
          newest={newest}
          onUse={({ source, text }) => {
            props.onSuggesting(false)
            write({ text, suggestion: { source, text } }, text.length)
          }}
          onClose={() => props.onSuggesting(false)}
        />
      )}
      <div class="switch">
        {!notesOnly && (
          <fieldset>
            <legend class="hidden">書くもの</legend>
            <button type="button" aria-pressed={!isNote} onClick={() => write({ private: false })}>
              返信
            </button>
            <button type="button" aria-pressed={isNote} onClick={() => write({ private: true })}>
              メモ（職員のみ）
            </button>
          </fieldset>
        )}
        <span class="tools">
          <ToolButtons
            tools={[
              {
                name: '回答案',
                shown: !isNote,
                open: props.suggesting,
                toggle: () => props.onSuggesting(!props.suggesting),
              },
              { name: 'LINEでの見え方', shown: isLine, open: previewing, toggle: () => setPreviewing(!previewing) },
              { name: '絵文字', shown: true, open: picking, toggle: () => setPicking(!picking) },
            ]}
          />
          {!isNote && <AttachButton onChoose={setFile} />}
        </span>
      </div>
      {!isNote && <FileStrip file={file} sending={sendingFile} onSend={sendFile} onDrop={() => setFile(undefined)} />}
      {picking && (
        <EmojiPicker
          onTake={(sign) => {
            const { selectionStart = draft.text.length, selectionEnd = draft.text.length } = field.current ?? {}
            const put = putAt(draft.text, selectionStart, selectionEnd, sign)
            setPicking(false)
            write({ text: put.text }, put.caret)
          }}
          onClose={() => {
            setPicking(false)
            field.current?.focus()
          }}
        />
      )}
      {isLine && previewing && <LinePreview csrf={me.csrf} text={draft.text} />}
      <QuoteStrip detail={detail} quote={draft.quote} onDrop={() => write({ quote: undefined })} />
      <label class="hidden" for="composer">
        {isNote ? '職員だけに見えるメモ' : '相談者への返信'}
      </label>
      <div class="composer-field">
        {completion.asked && (
          <Choices
            label={isNote ? '知らせる職員' : '定型文とマクロ'}
            choices={completion.choices}
            active={completion.active}
            onChoose={take}
          />
        )}
        <textarea
          id="composer"
          ref={field}
          rows={3}
          value={draft.text}
          placeholder={isNote ? '職員だけに見えるメモを書く（@ で名前）' : '相談者への返信を書く（/ で定型文・マクロ）'}
          aria-describedby="composer-hint"
          aria-autocomplete="list"
          aria-controls={completion.asked ? 'choices' : undefined}
          aria-activedescendant={completion.choices.length > 0 ? choiceId(completion.active) : undefined}
          onInput={(event) => {
            const { value, selectionStart } = event.currentTarget
            write({ text: value })
            completion.look(value, selectionStart)
            if (!isNote) props.onTyping()
          }}
          onBlur={completion.close}
          onPaste={(event) => {
            const pasted = event.clipboardData?.files[0]
            if (pasted === undefined || isNote) return
            event.preventDefault()
            setFile(pasted)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <SendWarning
        found={warning?.found ?? []}
        unfilled={unfilled}
        onSend={send}
        onBack={() => {
          setWarning(undefined)
          field.current?.focus()
        }}
      />
      <div class="composer-foot">
        <p class="hint" id="composer-hint">
          {hint}
          {isLine && '。LINEでは太字などの書式は使えません'}
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
