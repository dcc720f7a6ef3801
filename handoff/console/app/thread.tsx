import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { CaseDetail, DeskMessage } from '../../desk/shapes.ts'
import { clockText, dayText, sameDay } from './times.ts'
import { deliveryText, fileNames, fileText, outcomeNames, roleNames } from './words.ts'

const isWebAddress = (url: string | undefined): url is string => url !== undefined && /^https?:\/\//i.test(url)

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

function Bubble(props: { message: DeskMessage }) {
  const { message } = props
  const kind = message.private ? 'note' : message.role
  const outcome = message.role === 'bot' && message.outcome !== null ? outcomeNames[message.outcome] : undefined
  return (
    <li class={`bubble ${kind}`}>
      <p class="meta">
        <span class="who">{who(message)}</span>
        {outcome && <span class="outcome">{outcome}</span>}
        <time dateTime={message.at}>{clockText(message.at)}</time>
        {message.delivery && (
          <span class={`delivery ${message.delivery.status}`}>{deliveryText(message.delivery)}</span>
        )}
      </p>
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

/** The conversation, whoever spoke; new words are read out, and scrolled to when the end was in sight. */
export function Thread(props: { detail: CaseDetail }) {
  const { messages } = props.detail
  const box = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const caseId = props.detail.case.id

  useEffect(() => {
    if (caseId) atEnd.current = true
  }, [caseId])

  useLayoutEffect(() => {
    const element = box.current
    if (element && messages.length > 0 && atEnd.current) element.scrollTop = element.scrollHeight
  }, [messages.length, caseId])

  const watch = () => {
    const element = box.current
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <div class="thread" ref={box} onScroll={watch} role="log" aria-label="やりとり" aria-live="polite" tabIndex={0}>
      <ol>
        {messages.map((message, index) => {
          const before = messages[index - 1]
          return [
            (before === undefined || !sameDay(before.at, message.at)) && (
              <li class="day" key={`day-${message.id}`}>
                {dayText(message.at)}
              </li>
            ),
            message.caseId === caseId &&
              before?.caseId !== caseId &&
              !messages.slice(0, index).some((earlier) => earlier.caseId === caseId) && (
                <li class="mark" key={`case-${message.id}`}>
                  ここからこの相談
                </li>
              ),
            <Bubble key={message.id} message={message} />,
            message.boundary && (
              <li class="mark" key={`end-${message.id}`}>
                ここからAIが応答
              </li>
            ),
          ]
        })}
      </ol>
    </div>
  )
}
