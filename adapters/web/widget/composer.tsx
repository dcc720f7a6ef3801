import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { MESSAGE_LIMIT } from '../limits.ts'
import { PersonIcon, SendIcon } from './icons.tsx'
import { texts } from './texts.ts'

/** The counter appears when so much is left. */
const COUNT_FROM = 100
const TALLEST_PX = 152

export interface ComposerProps {
  onSend(text: string): void
  onTyping(): void
  onStaff(): void
}

/** Where the user writes. Enter sends, but not the Enter that ends a kana conversion, nor on a screen keyboard. */
export function Composer({ onSend, onTyping, onStaff }: ComposerProps) {
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const left = MESSAGE_LIMIT - [...text.trim()].length
  const canSend = text.trim() !== '' && left >= 0

  useLayoutEffect(() => {
    const area = field.current
    if (!area) return
    area.style.height = 'auto'
    area.style.height = `${Math.min(area.scrollHeight + 2, TALLEST_PX)}px`
  }, [text])

  const send = () => {
    if (!canSend) return
    onSend(text.trim())
    setText('')
    field.current?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    // Safari ends the composition before it tells the key; only the old key code still shows it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    if (matchMedia('(pointer: coarse)').matches) return
    event.preventDefault()
    send()
  }

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div class="tools">
        <button type="button" class="staff-button" onClick={onStaff}>
          <PersonIcon />
          {texts.staff}
        </button>
        <span id="count" class={left < 0 ? 'count over' : 'count'} role="status">
          {left < 0 ? texts.over(-left) : left <= COUNT_FROM ? texts.left(left) : ''}
        </span>
      </div>
      <div class="field">
        <label class="hidden" for="words">
          {texts.inputLabel}
        </label>
        <textarea
          id="words"
          ref={field}
          rows={1}
          value={text}
          placeholder={texts.placeholder}
          title={texts.keyHint}
          aria-describedby="count"
          aria-invalid={left < 0}
          autocomplete="off"
          onInput={(event) => {
            setText(event.currentTarget.value)
            onTyping()
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="send" aria-label={texts.send} aria-disabled={!canSend}>
          <SendIcon />
        </button>
      </div>
      <p class="caution">{texts.caution}</p>
    </form>
  )
}
