import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Bubble } from './bubble.tsx'
import { type ChatState, currentSuggestions } from './chat-state.ts'
import { DownIcon } from './icons.tsx'
import type { VoteAction } from './protocol.ts'
import { texts } from './texts.ts'

/** So far from the end a reader counts as reading something older. */
const NEAR_PX = 120

const isAtEnd = (box: HTMLElement): boolean => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX

export interface MessageListProps {
  state: ChatState
  onSuggestion(words: string): void
  onResend(key: string): void
  onVote(action: VoteAction): void
}

/** The conversation. New words come into view from their beginning, unless the reader is looking at older ones. */
export function MessageList({ state, onSuggestion, onResend, onVote }: MessageListProps) {
  const { items, typing } = state
  /** The line below that tells the place takes room. */
  const isWaiting = state.waiting !== undefined
  const scroller = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  const [missed, setMissed] = useState(false)
  const suggestions = currentSuggestions(items)
  const last = items.at(-1)

  const showLast = () => {
    const box = scroller.current
    if (!box) return
    const rows = [...box.querySelectorAll<HTMLElement>('.row')]
    const bubble = rows.at(-1)
    if (!bubble) return
    // A long answer is read from its start, with the question still in sight where there is room.
    const question = rows.findLast((row) => row.classList.contains('user'))
    const fits = question && bubble.offsetTop - question.offsetTop < box.clientHeight / 3
    box.scrollTop = last?.speaker === 'user' ? box.scrollHeight : (fits ? question : bubble).offsetTop - 12
    // Not left to the event: the next words may come before it.
    atEnd.current = isAtEnd(box)
    setMissed(false)
  }

  useLayoutEffect(() => {
    if (!last) return
    if (atEnd.current || last.status !== undefined) showLast()
    else setMissed(true)
  }, [last?.key, last?.status])

  useLayoutEffect(() => {
    const box = scroller.current
    if ((typing || isWaiting) && atEnd.current && box) box.scrollTop = box.scrollHeight
  }, [typing, isWaiting])

  const onScroll = () => {
    const box = scroller.current
    if (!box) return
    atEnd.current = isAtEnd(box)
    if (atEnd.current) setMissed(false)
  }

  return (
    <div class="conversation">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1) */}
      <section class="scroller" ref={scroller} onScroll={onScroll} tabIndex={0} aria-label={texts.log}>
        <p class="notice">{texts.notice}</p>
        <div role="log" aria-live="polite" aria-label={texts.log}>
          {items.map((item) => (
            <Bubble key={item.key} item={item} onResend={onResend} onVote={onVote} />
          ))}
        </div>
        {items.length === 0 ? <p class="waiting">{texts.connecting}</p> : null}
        <p class={typing ? 'typing' : 'hidden'} role="status">
          {typing ? (
            <span class={state.typingBy === 'staff' ? '' : 'hidden'}>
              {state.typingBy === 'staff' ? texts.staffTyping : texts.typing}
            </span>
          ) : null}
          <i />
          <i />
          <i />
        </p>
        {suggestions.length > 0 ? (
          <ul class="suggestions" aria-label={texts.suggestions}>
            {suggestions.map((words) => (
              <li key={words}>
                <button type="button" onClick={() => onSuggestion(words)}>
                  {words}
                </button>
              </li>
            ))}
          </ul>
        ) : null}
      </section>
      {missed ? (
        <button type="button" class="newest" onClick={showLast}>
          <DownIcon />
          {texts.newest}
        </button>
      ) : null}
    </div>
  )
}
