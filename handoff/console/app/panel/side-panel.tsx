import type { ComponentChildren } from 'preact'
import type { CaseDetail, Me } from '../../../desk/shapes.ts'
import { RecordForm } from '../records/record-form.tsx'
import { momentText, untilText } from '../times.ts'
import { doorNames, endReasonNames, eventNames, stateNames, timerNames } from '../words.ts'
import { DataActions } from './data-actions.tsx'
import { FactsForm } from './facts-form.tsx'
import { QuotaBar } from './quota-bar.tsx'
import { Trail } from './trail.tsx'

function Section(props: { title: string; open?: boolean; children: ComponentChildren }) {
  return (
    <details class="panel-section" open={props.open ?? true}>
      <summary>{props.title}</summary>
      {props.children}
    </details>
  )
}

/** LINE takes pushes to who is no friend for seven days after their last word. */
const WITHOUT_FRIENDSHIP_MS = 7 * 86_400_000

function friendText({ case: summary, conversation }: CaseDetail, now: number): string | null {
  if (conversation.isFriend === null) return null
  if (!conversation.reachable) return 'なし（ブロック中。送っても届きません）'
  if (conversation.isFriend) return 'あり'
  const until = summary.lastUserAt && new Date(Date.parse(summary.lastUserAt) + WITHOUT_FRIENDSHIP_MS).toISOString()
  return `確認できません${until ? `（登録がなければ、届くのは${momentText(until, now)}まで）` : ''}`
}

function Profile(props: { detail: CaseDetail; now: number }) {
  const { detail, now } = props
  const { case: summary, conversation } = detail
  const rows: [string, ComponentChildren][] = [
    [
      '状態',
      `${stateNames[summary.state]}${summary.endReason ? `（${endReasonNames[summary.endReason] ?? summary.endReason}）` : ''}`,
    ],
    ['順番', detail.place === null ? null : `${detail.place}番目`],
    ['取り次ぎの理由', summary.reason],
    ['入口', `${doorNames[summary.door]}${conversation.reachable ? '' : '（ブロックまたは退出）'}`],
    ['友だち登録', friendText(detail, now)],
    ['今月のLINE配信', conversation.pushQuota && <QuotaBar quota={conversation.pushQuota} />],
    ['応答', conversation.control === 'BOT' ? 'いまはAIが応答' : '相談員が応答（AIは黙っています）'],
    ['担当', summary.ownerName ?? (summary.team ? `${summary.team}（班）` : 'まだいません')],
    ['受付', momentText(summary.openedAt, now)],
    ['最初の利用', momentText(conversation.firstContactAt, now)],
    ['これまでの相談', `${detail.pastCases.length}件`],
    ['分類', summary.label],
    ['対応の記録', summary.outcome],
    ['資料', summary.knowledgeGap ? '資料に答えが無かった' : null],
  ]
  return (
    <dl>
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}-value`}>{value}</dd>])}
      {detail.timers.map((timer) => [
        <dt key={timer.kind}>自動</dt>,
        <dd key={`${timer.kind}-due`}>
          {timerNames[timer.kind] ?? timer.kind}（{untilText(timer.dueAt, now)}）
        </dd>,
      ])}
    </dl>
  )
}

function Journal(props: { detail: CaseDetail; now: number }) {
  return (
    <ol class="journal">
      {props.detail.events
        .filter((event) => event.type !== 'message' && event.type !== 'note')
        .map((event) => (
          <li key={event.id}>
            <time dateTime={event.at}>{momentText(event.at, props.now)}</time> {eventNames[event.type] ?? event.type}
            {event.type !== 'opened' && !['user', 'bot', 'system'].includes(event.actor) && `（${event.actor}）`}
          </li>
        ))}
    </ol>
  )
}

function PastCases(props: { detail: CaseDetail; now: number }) {
  const { pastCases } = props.detail
  if (pastCases.length === 0) return <p class="empty">ありません。</p>
  return (
    <ul class="past">
      {pastCases.map((past) => (
        <li key={past.id}>
          <a href={`#case/${past.id}`}>
            {momentText(past.openedAt, props.now)} {past.topic}
          </a>
          {past.need && <span class="past-need">「{past.need}」</span>}
          <span class="hint past-state">
            {stateNames[past.state]}
            {past.endReason && `（${endReasonNames[past.endReason] ?? past.endReason}）`}
            {past.closedAt && ` ${momentText(past.closedAt, props.now)}`} {past.label}
          </span>
          {past.outcome && <span class="hint past-state">対応の記録: {past.outcome}</span>}
        </li>
      ))}
    </ul>
  )
}

/** What a person needs to know before answering: who and what, what the bot did and why, what went before. */
export function SidePanel(props: {
  me: Me
  detail: CaseDetail
  now: number
  /** Absent where this person may not change it. */
  onDescribe: ((facts: object) => Promise<boolean>) | undefined
}) {
  const { detail, now } = props
  return (
    <aside class="panel" id="panel" aria-label="相談の詳細">
      <h2 class="panel-title">相談の詳細</h2>
      <Section title="相談者と相談">
        <Profile detail={detail} now={now} />
      </Section>
      <Section title="話題・会社・ラベル">
        <FactsForm key={detail.case.id} summary={detail.case} onSave={props.onDescribe} />
      </Section>
      <Section title="相談記録">
        <RecordForm
          caseId={detail.case.id}
          csrf={props.me.csrf}
          mayWrite={props.me.permissions.includes('cases.work')}
        />
      </Section>
      <Section title="AIの応答の記録">
        <Trail trail={detail.trail} now={now} />
      </Section>
      <Section title="過去の相談">
        <PastCases detail={detail} now={now} />
      </Section>
      {(props.me.permissions.includes('data.export') || props.me.permissions.includes('data.erase')) && (
        <Section title="データの書き出しと消去" open={false}>
          <DataActions key={detail.case.id} me={props.me} caseId={detail.case.id} />
        </Section>
      )}
      <Section title="経過" open={false}>
        <Journal detail={detail} now={now} />
      </Section>
    </aside>
  )
}
