import type { CaseDetail, Me } from '../../desk/shapes.ts'
import { RecordForm } from './records/record-form.tsx'
import { momentText } from './times.ts'
import { doorNames, endReasonNames, eventNames, outcomeNames, stateNames } from './words.ts'

/** What a person needs to know before answering: topic, reason, what the bot did, what went before. */
export function SidePanel(props: { me: Me; detail: CaseDetail; now: number }) {
  const { detail, now } = props
  const { case: summary, trail, events, pastCases } = detail
  return (
    <aside class="panel" aria-label="相談の詳細">
      <h2 class="panel-title">相談の詳細</h2>
      <dl>
        <dt>状態</dt>
        <dd>
          {stateNames[summary.state]}
          {summary.endReason && `（${endReasonNames[summary.endReason] ?? summary.endReason}）`}
        </dd>
        <dt>話題</dt>
        <dd>{summary.topic}</dd>
        <dt>取り次ぎの理由</dt>
        <dd>{summary.reason}</dd>
        <dt>窓口</dt>
        <dd>{doorNames[summary.door]}</dd>
        <dt>担当</dt>
        <dd>{summary.ownerName ?? (summary.team ? `${summary.team}（班）` : 'まだいません')}</dd>
        <dt>受付</dt>
        <dd>{momentText(summary.openedAt, now)}</dd>
        {summary.label && (
          <>
            <dt>分類</dt>
            <dd>{summary.label}</dd>
          </>
        )}
      </dl>
      <h3>相談記録</h3>
      <RecordForm caseId={summary.id} csrf={props.me.csrf} mayWrite={props.me.permissions.includes('cases.work')} />
      <h3>AIの応答の記録</h3>
      {trail.length === 0 && <p class="empty">AIの応答はありません。</p>}
      <ol class="trail">
        {trail.map((entry) => (
          <li key={entry.messageId}>
            <p class="question">{entry.question}</p>
            <p class="hint">
              {outcomeNames[entry.outcome] ?? entry.outcome}
              {entry.records.length > 0 && `　参照: ${entry.records.map((record) => record.title).join('、')}`}
            </p>
          </li>
        ))}
      </ol>
      <h3>経過</h3>
      <ol class="journal">
        {events
          .filter((event) => event.type !== 'message' && event.type !== 'note')
          .map((event) => (
            <li key={event.id}>
              <time dateTime={event.at}>{momentText(event.at, now)}</time> {eventNames[event.type] ?? event.type}
              {event.type !== 'opened' && !['user', 'bot', 'system'].includes(event.actor) && `（${event.actor}）`}
            </li>
          ))}
      </ol>
      <h3>過去の相談</h3>
      {pastCases.length === 0 && <p class="empty">ありません。</p>}
      <ul class="past">
        {pastCases.map((past) => (
          <li key={past.id}>
            <a href={`#case/${past.id}`}>
              {momentText(past.openedAt, now)} {past.topic}
            </a>
            <span class="hint past-state">
              {stateNames[past.state]} {past.label}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  )
}
