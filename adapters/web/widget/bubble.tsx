import type { Item } from './chat-state.ts'
import { PersonIcon, WindowMark } from './icons.tsx'
import { LinkifiedText } from './linkified-text.tsx'
import type { VoteAction } from './protocol.ts'
import { SchemeCard } from './scheme-card.tsx'
import { Sources } from './sources.tsx'
import { texts } from './texts.ts'
import { Votes } from './votes.tsx'

const clock = new Intl.DateTimeFormat('ja-JP', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Tokyo' })

/** One thing said: who says it, the words, and what stands with them. */
export function Bubble(props: { item: Item; onResend: (key: string) => void; onVote: (action: VoteAction) => void }) {
  const { item, onResend, onVote } = props
  const { speaker, name, text, at, status } = item
  const isUser = speaker === 'user'
  return (
    <article class={`row ${speaker}`}>
      <h3 class={isUser || name === '' ? 'hidden' : 'speaker'}>
        {!isUser && speaker !== 'system' ? (
          <span class="mark">{speaker === 'staff' ? <PersonIcon /> : <WindowMark size={18} />}</span>
        ) : null}
        {isUser ? texts.said(name) : name}
      </h3>
      <div class="bubble">
        {text === '' ? null : (
          <p class="words">
            <LinkifiedText text={text} />
          </p>
        )}
        {item.card ? <SchemeCard card={item.card} /> : null}
        {item.citations.length > 0 ? <Sources citations={item.citations} /> : null}
        {item.votes.length > 0 ? <Votes item={item} onVote={onVote} /> : null}
      </div>
      {status === undefined ? (
        <time class="at" dateTime={new Date(at).toISOString()}>
          {clock.format(at)}
        </time>
      ) : status === 'sending' ? (
        <span class="at">{texts.sending}</span>
      ) : (
        <p class="failure" role="alert">
          <span>{item.error}</span>
          <button type="button" class="quiet" onClick={() => onResend(item.key)}>
            {texts.retry}
          </button>
        </p>
      )}
    </article>
  )
}
