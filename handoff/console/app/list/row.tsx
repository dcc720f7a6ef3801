import type { CaseSummary, DeadLetter } from '../../../desk/shapes.ts'
import { minutesSince, momentText, span, waitingOf } from '../times.ts'
import { doorNames, endReasonNames, roleNames, stateNames } from '../words.ts'

/** What is told of a case where nobody waits for staff. */
function stateText(summary: CaseSummary, now: number): string {
  if (summary.closedAt) {
    const how = endReasonNames[summary.endReason ?? ''] ?? stateNames[summary.state]
    return `${how} ${momentText(summary.closedAt, now)}`
  }
  if (summary.snoozedUntil) return `後で対応（${momentText(summary.snoozedUntil, now)}まで）`
  if (summary.awaiting === 'user' && summary.awaitingSince && summary.state !== 'AFTER_HOURS') {
    return `返信待ち ${span(minutesSince(summary.awaitingSince, now))}`
  }
  return stateNames[summary.state]
}

function Marks(props: { summary: CaseSummary }) {
  const { summary } = props
  return (
    <>
      {summary.urgent && <span class="badge urgent">緊急</span>}
      {summary.promise === 'late' && <span class="badge urgent">約束超過</span>}
      {summary.promise === 'soon' && <span class="badge call">まもなく約束の時間</span>}
      {summary.pushed && <span class="badge call">割り当て</span>}
      {summary.transferFrom && <span class="badge call">引き継ぎ</span>}
      {summary.mentioned && <span class="badge call">@あなた宛て</span>}
      {summary.undelivered && <span class="badge urgent">送信失敗</span>}
      {summary.reopened && <span class="badge plain">再開</span>}
      {summary.requeues > 0 && (
        <span class="badge plain">再割り当て{summary.requeues > 1 && ` ${summary.requeues}`}</span>
      )}
    </>
  )
}

/** One case in the list: channel, topic, marks, last line, clock, owner. */
export function Row(props: {
  summary: CaseSummary
  chosen: boolean
  /** Who writes to it at this moment: the user, colleagues by name. */
  typing: readonly string[]
  now: number
  choose: () => void
  /** Where rows are picked: whether this one is, and what changes it. */
  picking?: { picked: boolean; toggle: () => void } | undefined
}) {
  const { summary, now, picking } = props
  const waiting = waitingOf(summary, now)
  return (
    <li class={picking && 'picking'}>
      {picking && (
        <label class="pick">
          <span class="hidden">
            選ぶ: {summary.company ?? summary.topic} {summary.preview.slice(0, 20)}
          </span>
          <input type="checkbox" checked={picking.picked} onChange={picking.toggle} />
        </label>
      )}
      <button
        type="button"
        class={`row${props.chosen ? ' chosen' : ''}`}
        aria-current={props.chosen}
        onClick={props.choose}
      >
        <span class="row-head">
          <span class={`door door-${summary.door}`}>{doorNames[summary.door]}</span>
          <span class="topic">{summary.company ?? summary.topic}</span>
          {summary.unread > 0 && <span class="badge unread">新着 {summary.unread}</span>}
        </span>
        <span class="row-marks">
          <Marks summary={summary} />
        </span>
        <span class="preview">
          {props.typing.length > 0 ? (
            <em class="typing">{props.typing.join('・')}が入力中…</em>
          ) : (
            <>
              {summary.lastRole && summary.lastRole !== 'user' && `${roleNames[summary.lastRole as 'bot']}: `}
              {summary.preview}
            </>
          )}
        </span>
        <span class="row-foot">
          {waiting ? (
            <span class={`wait ${waiting.tone}`}>{waiting.text}</span>
          ) : (
            <span class="state">{stateText(summary, now)}</span>
          )}
          <span class="owner">
            {summary.ownerName ?? summary.team ?? ''}
            {summary.label && <span class="label">{summary.label}</span>}
          </span>
        </span>
      </button>
    </li>
  )
}

export function DeadRow(props: { letter: DeadLetter; now: number; choose: (id: string) => void }) {
  const { letter } = props
  return (
    <li>
      <div class="row dead">
        <span class="row-head">
          <span class="badge urgent">処理に失敗</span>
          <span class="owner">{momentText(letter.receivedAt, props.now)}</span>
        </span>
        <span class="preview">記号: {letter.error || '不明'}</span>
        {letter.caseId !== null && (
          <button type="button" class="quiet" onClick={() => props.choose(letter.caseId ?? '')}>
            相談を開く
          </button>
        )}
      </div>
    </li>
  )
}
