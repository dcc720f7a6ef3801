import { useEffect, useRef, useState } from 'preact/hooks'
import { ChatView } from './chat.tsx'
import { CloseIcon, WindowMark } from './icons.tsx'
import { texts } from './texts.ts'
import { type Chat, useChat } from './use-chat.ts'

/** A button on somebody else's page that opens the chat; nothing is asked of the server before. */
export function Launcher({ base, title }: { base: string; title: string }) {
  const [open, setOpen] = useState(false)
  const [started, setStarted] = useState(false)
  const [unread, setUnread] = useState(0)
  const button = useRef<HTMLButtonElement>(null)

  const close = () => {
    setOpen(false)
    button.current?.focus()
  }
  const toggle = () => {
    if (open) return close()
    setStarted(true)
    setOpen(true)
    setUnread(0)
  }

  return (
    <>
      <button
        type="button"
        class="launcher"
        ref={button}
        onClick={toggle}
        aria-expanded={open}
        aria-label={open ? texts.close : `${texts.open}${unread > 0 ? `（${texts.unread(unread)}）` : ''}`}
      >
        {open ? <CloseIcon /> : <WindowMark />}
        <span>{open ? texts.closeShort : texts.launcher}</span>
        {unread > 0 ? <b class="unread">{unread}</b> : null}
      </button>
      {started ? (
        <div
          class={open ? 'panel' : 'panel closed'}
          role="dialog"
          aria-label={title}
          onKeyDown={(event) => {
            if (event.key === 'Escape' && !event.isComposing) close()
          }}
        >
          <header class="title">
            <WindowMark />
            <h2>{title}</h2>
            <button type="button" class="close" onClick={close} aria-label={texts.close}>
              <CloseIcon />
            </button>
          </header>
          <Conversation base={base} open={open} onUnread={setUnread} />
        </div>
      ) : null}
    </>
  )
}

function Conversation({ base, open, onUnread }: { base: string; open: boolean; onUnread: (count: number) => void }) {
  const chat: Chat = useChat(base)
  const seen = useRef(0)
  const box = useRef<HTMLDivElement>(null)
  const told = chat.state.items.filter(({ speaker }) => speaker !== 'user').length
  useEffect(() => {
    if (open) seen.current = told
    else onUnread(told - seen.current)
  }, [told, open])
  useEffect(() => {
    if (open) box.current?.querySelector('textarea')?.focus()
  }, [open])
  return (
    <div class="body" ref={box}>
      <ChatView chat={chat} />
    </div>
  )
}
