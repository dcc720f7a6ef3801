import type { DeskMessage } from '../../../desk/shapes.ts'
import { outcomeNames } from '../../../outcome-names.ts'
import { clockText } from '../times.ts'
import { deliveryText, fileNames, fileText, roleNames } from '../words.ts'

const isWebAddress = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url)

/** Where a bubble stands in the page, for what links to it. */
export const bubbleId = (messageId: string): string => `message-${messageId}`

/** Brings a message into sight and marks it for a moment by the focus. */
export function showMessage(messageId: string): void {
  const bubble = document.getElementById(bubbleId(messageId))
  bubble?.scrollIntoView({ block: 'center' })
  bubble?.focus({ preventScroll: true })
}

function Sources(props: { message: DeskMessage }) {
  if (props.message.citations.length === 0) return null
  return (
    <details class="sources">
      <summary>出典 {props.message.citations.length}件</summary>
      <ul>
        {props.message.citations.map((citation) => (
          <li key={citation.id}>
            {isWebAddress(citation.url) ? (
              <a href={citation.url} target="_blank" rel="noreferrer">
                {citation.title}
              </a>
            ) : (
              citation.title
            )}
            {citation.date && <span class="when">（{citation.date}）</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}

function who(message: DeskMessage): string {
  if (message.draft) return 'AI下書き（未送信）'
  if (message.private) return `メモ（職員のみ）　${message.author ?? ''}`
  if (message.role === 'staff') return message.author ?? roleNames.staff
  return roleNames[message.role]
}

function Delivery(props: { message: DeskMessage; onRetry: (() => void) | undefined }) {
  const { delivery, tried, unsent } = props.message
  if (unsent) {
    const words = tried
      ? '送信を取りやめました（相談者が先に終了。一度は試しました）'
      : '送信されませんでした（相談者が先に終了）'
    return <span class="delivery failed">{words}</span>
  }
  if (delivery === null) return null
  const failed = delivery.status === 'failed'
  return (
    <>
      <span class={`delivery ${delivery.status}`}>{deliveryText(delivery)}</span>
      {failed && props.onRetry && (
        <button type="button" class="small" onClick={props.onRetry}>
          送り直す
        </button>
      )}
    </>
  )
}

/** One message: who, when, how its sending stands, what it answers, its words and their sources. */
export function Bubble(props: {
  message: DeskMessage
  /** The message it quotes, where that is shown as well. */
  quoted: DeskMessage | undefined
  mentionsMe: boolean
  onRetry: (() => void) | undefined
  onQuote: (() => void) | undefined
}) {
  const { message, quoted } = props
  const kind = message.private ? 'note' : message.role
  const outcome = message.role === 'bot' && message.outcome !== null ? outcomeNames[message.outcome] : undefined
  return (
    <li class={`bubble ${kind}${props.mentionsMe ? ' for-me' : ''}`} id={bubbleId(message.id)} tabIndex={-1}>
      <p class="meta">
        <span class="who">{who(message)}</span>
        {props.mentionsMe && <span class="outcome">あなた宛て</span>}
        {outcome && <span class="outcome">{outcome}</span>}
        <time dateTime={message.at}>{clockText(message.at)}</time>
        <Delivery message={message} onRetry={props.onRetry} />
        {props.onQuote && (
          <button type="button" class="small quote-button" onClick={props.onQuote}>
            引用
          </button>
        )}
      </p>
      {message.quote && (
        <button type="button" class="quoted" onClick={() => showMessage(message.quote ?? '')}>
          {quoted ? `${roleNames[quoted.role]}: ${quoted.text.slice(0, 80)}` : '引用した元の発言'}
        </button>
      )}
      {message.quotes && <blockquote class="quoted">{message.quotes.slice(0, 120)}</blockquote>}
      <p class="text">{message.draft ? message.text.replace(/^AI下書き（未送信）\n/, '') : message.text}</p>
      {message.attachments.map((file) => (
        <p class="file" key={file.id}>
          {file.status === 'stored' ? (
            <a href={`/desk/api/attachments/${file.id}`} download>
              {file.fileName ?? fileNames[file.kind] ?? file.kind}を保存
            </a>
          ) : (
            fileText(file)
          )}
        </p>
      ))}
      <Sources message={message} />
    </li>
  )
}
