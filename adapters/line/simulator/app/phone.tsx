import { useRef, useState } from 'preact/hooks'
import type { ChatAction, ChatState } from '../chat.ts'
import type { Action, Message } from './line-objects.ts'
import { RichMenuView } from './rich-menu.tsx'
import { Thread } from './thread.tsx'
import { words } from './words.ts'

/** One chat as LINE shows it, on a phone or on a PC. */
export function Phone(props: { state: ChatState; device: 'phone' | 'computer'; act: (action: ChatAction) => void }) {
  const { state, device, act } = props
  const tap = (action: Action) => {
    if (action.type === 'message' && action.text) act({ type: 'text', text: action.text })
    if (action.type === 'postback') act({ type: 'postback', data: action.data ?? '', displayText: action.displayText })
    if (action.type === 'uri') window.open(action.uri, '_blank', 'noopener,noreferrer')
  }
  return (
    <section class={`device ${device}`} aria-label={state.accountName}>
      <header>
        <span aria-hidden="true">‹</span>
        <h2>{state.accountName}</h2>
      </header>
      {state.isFriend ? (
        <>
          <Thread
            // The dots show on phones alone.
            state={device === 'phone' ? state : { ...state, loading: false }}
            onTap={tap}
            onUnsend={(id) => act({ type: 'unsend', id })}
          />
          {device === 'phone' ? <QuickReplies state={state} onTap={tap} /> : null}
          <Composer onSend={(text) => act({ type: 'text', text })} />
          {device === 'phone' && state.menu ? <RichMenuView menu={state.menu} onTap={tap} /> : null}
        </>
      ) : (
        <div class="invitation">
          <p>{words.invitation}</p>
          <button type="button" onClick={() => act({ type: 'follow' })}>
            {words.follow}
          </button>
        </div>
      )}
    </section>
  )
}

/** Those of the last message alone; anything newer takes them away. */
function QuickReplies({ state, onTap }: { state: ChatState; onTap: (action: Action) => void }) {
  const last = state.items.findLast(({ kind }) => kind !== 'note')
  const items = last?.kind === 'account' ? ((last.message as Message).quickReply?.items ?? []) : []
  if (items.length === 0) return null
  return (
    <section class="quick-replies" aria-label={words.quickReplies}>
      {items.map(({ action }) => (
        <button key={action.label} type="button" onClick={() => onTap(action)}>
          {action.label}
        </button>
      ))}
    </section>
  )
}

function Composer({ onSend }: { onSend: (text: string) => void }) {
  const [text, setText] = useState('')
  const box = useRef<HTMLTextAreaElement>(null)
  const send = () => {
    if (text.trim() === '') return
    onSend(text.trim())
    setText('')
    box.current?.focus()
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <textarea
        ref={box}
        rows={1}
        value={text}
        placeholder={words.placeholder}
        aria-label={words.placeholder}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          // The Enter that ends a conversion into kanji does not send.
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
          event.preventDefault()
          send()
        }}
      />
      <button type="submit">{words.send}</button>
    </form>
  )
}
