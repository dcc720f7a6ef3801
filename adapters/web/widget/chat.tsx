import { Composer } from './composer.tsx'
import { MessageList } from './message-list.tsx'
import { texts } from './texts.ts'
import type { Chat } from './use-chat.ts'

/** What to say of the connection; nothing while all is well. */
function bannerOf({ link, offline }: Chat['state']): string | undefined {
  if (offline) return texts.offline
  if (link === 'reconnecting') return texts.reconnecting
  if (link === 'unavailable') return texts.unavailable
  return undefined
}

/** The chat itself: connection, conversation, and the place to write. */
export function ChatView({ chat }: { chat: Chat }) {
  const { state, send, resend, vote, typing, reconnect } = chat
  const banner = bannerOf(state)
  return (
    <section class="chat" aria-label={texts.chat}>
      <div role="status" class={banner === undefined ? 'hidden' : 'banner'}>
        {banner}
        {state.link === 'unavailable' && !state.offline ? (
          <button type="button" class="quiet" onClick={reconnect}>
            {texts.connectAgain}
          </button>
        ) : null}
      </div>
      <MessageList state={state} onSuggestion={send} onResend={resend} onVote={vote} />
      <p role="status" class={state.waiting === undefined ? 'hidden' : 'place'}>
        {state.waiting?.place ? texts.waiting(state.waiting.place, state.waiting.wait) : ''}
      </p>
      <Composer onTyping={typing} onSend={send} onStaff={() => send(texts.staffWords)} />
    </section>
  )
}
