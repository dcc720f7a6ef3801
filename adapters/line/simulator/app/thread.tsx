import { useEffect, useRef } from 'preact/hooks'
import type { ChatItem, ChatState } from '../chat.ts'
import { Flex } from './flex.tsx'
import type { Action, Message } from './line-objects.ts'
import { words } from './words.ts'

export type Tap = (action: Action) => void

const clock = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', hour: 'numeric', minute: '2-digit' })

/** The messages of the chat, the newest in sight. */
export function Thread(props: { state: ChatState; onTap: Tap; onUnsend: (id: string) => void }) {
  const { state, onTap, onUnsend } = props
  const end = useRef<HTMLDivElement>(null)
  const newest = state.items.at(-1)?.id
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [newest, state.loading])
  return (
    <div class="thread" role="log" aria-label={words.chat}>
      {state.items.map((item, index) => (
        <Item
          key={item.id}
          item={item}
          continued={speakerOf(item) !== undefined && speakerOf(item) === speakerOf(state.items[index - 1])}
          accountName={state.accountName}
          onTap={onTap}
          onUnsend={onUnsend}
        />
      ))}
      {state.loading ? (
        <div class="row account">
          <Avatar name={state.accountName} />
          <div class="dots" role="status" aria-label={words.loading}>
            <i />
            <i />
            <i />
          </div>
        </div>
      ) : null}
      <div ref={end} />
    </div>
  )
}

/** Under which name the account speaks; undefined for the user's own words and for notes. */
const speakerOf = (item: ChatItem | undefined): string | undefined =>
  item?.kind === 'account' ? ((item.message as Message).sender?.name ?? '') : undefined

interface ItemProps {
  item: ChatItem
  /** The one before is of the same speaker, who is named once. */
  continued: boolean
  accountName: string
  onTap: Tap
  onUnsend: (id: string) => void
}

function Item({ item, continued, accountName, onTap, onUnsend }: ItemProps) {
  if (item.kind === 'note') return <p class="note">{item.text}</p>
  const time = <time>{clock.format(item.at)}</time>
  if (item.kind === 'user') {
    return (
      <div class="row user">
        <div class="beside">
          <button type="button" class="unsend" onClick={() => onUnsend(item.id)}>
            {words.unsend}
          </button>
          {item.read ? <span>{words.read}</span> : null}
          {time}
        </div>
        <div class={item.sticker ? 'sticker' : 'bubble'}>{item.text}</div>
      </div>
    )
  }
  const message = item.message as Message
  const name = message.sender?.name
  return (
    <div class={`row account ${continued ? 'continued' : ''}`} data-way={item.way}>
      {continued ? null : <Avatar name={name ?? accountName} />}
      <div class="said">
        {continued ? null : (
          <span class="name">
            {name === undefined ? accountName : `${name} `}
            {name === undefined ? null : <small>{words.from(accountName)}</small>}
          </span>
        )}
        <div class="with-time">
          <Content message={message} onTap={onTap} />
          <div class="beside" title={words.ways[item.way]}>
            {time}
          </div>
        </div>
      </div>
    </div>
  )
}

function Content({ message, onTap }: { message: Message; onTap: Tap }) {
  const { type, text = '', altText = '', contents } = message
  if (type === 'text' || type === 'textV2') {
    return (
      <div class="bubble">
        {message.quoteToken ? <span class="quote" aria-hidden="true" /> : null}
        <Linked text={text} />
      </div>
    )
  }
  if (type === 'flex' && contents) return <Flex container={contents} label={altText} onTap={onTap} />
  return <div class="bubble">{altText || words.unknownMessage(type)}</div>
}

/** Bare addresses can be opened, as in LINE. */
function Linked({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s）」』、。]+)/)
  return (
    <>
      {parts.map((part) =>
        /^https?:\/\//.test(part) ? (
          <a key={part} href={part} target="_blank" rel="noopener noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </>
  )
}

/** The first letters of a name, in the colour of who speaks. */
function Avatar({ name }: { name: string }) {
  return (
    <span class="avatar" data-ai={name.startsWith('AI') ? '' : undefined} aria-hidden="true">
      {name.slice(0, 2)}
    </span>
  )
}
