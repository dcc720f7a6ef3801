import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { CaseDetail, DeskMessage, Me } from '../../../desk/shapes.ts'
import { dayText, sameDay } from '../times.ts'
import { Bubble } from './bubble.tsx'

/** A line between two messages: the day, where the case begins, where the AI answers again, what is new. */
function dividersBefore(detail: CaseDetail, index: number, readBefore: number): [string, string][] {
  const { messages } = detail
  const message = messages[index]
  const before = messages[index - 1]
  if (message === undefined) return []
  const caseId = detail.case.id
  const isFirstOfCase =
    message.caseId === caseId && !messages.slice(0, index).some((earlier) => earlier.caseId === caseId)
  const isFirstNew =
    readBefore > 0 && message.sequence > readBefore && before !== undefined && before.sequence <= readBefore
  return [
    ...(before === undefined || !sameDay(before.at, message.at)
      ? [['day', dayText(message.at)] as [string, string]]
      : []),
    ...(isFirstOfCase ? [['divider', 'ここからこの相談'] as [string, string]] : []),
    ...(isFirstNew ? [['divider new', 'ここから新着'] as [string, string]] : []),
  ]
}

/** The conversation, whoever spoke; new words are read out, and scrolled to when the end was in sight. */
export function Thread(props: {
  me: Me
  detail: CaseDetail
  readBefore: number
  onRetry: ((messageId: string) => void) | undefined
  onQuote: ((messageId: string) => void) | undefined
}) {
  const { detail, me, onRetry, onQuote } = props
  const { messages } = detail
  const box = useRef<HTMLElement>(null)
  const atEnd = useRef(true)
  const caseId = detail.case.id
  const byId = new Map(messages.map((message) => [message.id, message]))

  useEffect(() => {
    if (caseId) atEnd.current = true
  }, [caseId])

  // At every turn: a composer that grows takes room as well.
  useLayoutEffect(() => {
    const element = box.current
    if (element && atEnd.current) element.scrollTop = element.scrollHeight
  })

  const watch = () => {
    const element = box.current
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80
  }
  const mayRetry = (message: DeskMessage) =>
    onRetry && message.role === 'staff' && message.delivery?.status === 'failed' ? () => onRetry(message.id) : undefined
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard (WCAG 2.1.1)
    <section class="thread" ref={box} onScroll={watch} tabIndex={0} aria-label="やりとりの欄">
      <div role="log" aria-live="polite" aria-label="やりとり">
        <ol>
          {messages.map((message, index) => [
            ...dividersBefore(detail, index, props.readBefore).map(([kind, text]) => (
              <li class={kind} key={`${kind}-${message.id}`}>
                {text}
              </li>
            )),
            <Bubble
              key={message.id}
              message={message}
              quoted={byId.get(message.quote ?? '')}
              mentionsMe={message.mentions.includes(me.login)}
              onRetry={mayRetry(message)}
              onQuote={onQuote && message.role === 'user' ? () => onQuote(message.id) : undefined}
            />,
            message.boundary && (
              <li class="divider" key={`end-${message.id}`}>
                ここからAIが応答
              </li>
            ),
          ])}
        </ol>
      </div>
    </section>
  )
}
