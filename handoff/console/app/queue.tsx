import type { CaseSummary, DeadLetter, Me } from '../../desk/shapes.ts'
import { momentText, waitingOf } from './times.ts'
import type { DeskState } from './use-desk.ts'
import { doorNames, endReasonNames, roleNames, stateNames } from './words.ts'

export const tabNames = { queue: '未対応', working: '対応中', mine: '自分', closed: '完了', dead: '失敗' } as const
export type TabName = keyof typeof tabNames

/** The cases of each tab. */
export function casesOf(desk: DeskState, me: Me, tab: TabName): CaseSummary[] {
  const open = desk.open ?? []
  switch (tab) {
    case 'queue':
      return open.filter((summary) => summary.owner === null)
    case 'working':
      return open.filter((summary) => summary.owner !== null)
    case 'mine':
      return open.filter((summary) => summary.owner === me.login)
    case 'closed':
      return desk.closed
    case 'dead':
      return []
  }
}

function Row(props: { summary: CaseSummary; chosen: boolean; unread: boolean; now: number; choose: () => void }) {
  const { summary, now } = props
  const waiting = waitingOf(summary, now)
  return (
    <li>
      <button
        type="button"
        class={`row${props.chosen ? ' chosen' : ''}`}
        aria-current={props.chosen}
        onClick={props.choose}
      >
        <span class="row-head">
          <span class={`door door-${summary.door}`}>{doorNames[summary.door]}</span>
          <span class="topic">{summary.topic}</span>
          {summary.urgent && <span class="badge urgent">緊急</span>}
          {summary.undelivered && <span class="badge urgent">送信失敗</span>}
          {props.unread && <span class="badge unread">新着</span>}
        </span>
        <span class="preview">
          {summary.lastRole && summary.lastRole !== 'user' && `${roleNames[summary.lastRole as 'bot']}: `}
          {summary.preview}
        </span>
        <span class="row-foot">
          {waiting ? (
            <span class={`wait ${waiting.tone}`}>{waiting.text}</span>
          ) : (
            <span class="state">
              {summary.closedAt
                ? `${endReasonNames[summary.endReason ?? ''] ?? stateNames[summary.state]} ${momentText(summary.closedAt, now)}`
                : summary.state === 'UNREACHABLE'
                  ? stateNames.UNREACHABLE
                  : '相談者の返信待ち'}
            </span>
          )}
          <span class="owner">
            {summary.team && summary.owner === null && `${summary.team}　`}
            {summary.ownerName ?? ''}
            {summary.label && <span class="label">{summary.label}</span>}
          </span>
        </span>
      </button>
    </li>
  )
}

function DeadRow(props: { letter: DeadLetter; now: number; choose: (id: string) => void }) {
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

/** The list at the left: tabs with counts, longest waiting first. */
export function Queue(props: { desk: DeskState; me: Me; tab: TabName; onTab: (tab: TabName) => void }) {
  const { desk, me, tab } = props
  const cases = casesOf(desk, me, tab)
  const tabs = (Object.keys(tabNames) as TabName[]).filter((name) => name !== 'dead' || desk.deadLetters.length > 0)
  const count = (name: TabName) => (name === 'dead' ? desk.deadLetters.length : casesOf(desk, me, name).length)
  const empty = desk.open === undefined ? '読み込んでいます…' : '相談はありません。'
  return (
    <nav class="queue" aria-label="相談の一覧">
      <fieldset class="tabs">
        <legend class="hidden">表示する相談</legend>
        {tabs.map((name) => (
          <button type="button" key={name} aria-pressed={name === tab} onClick={() => props.onTab(name)}>
            {tabNames[name]}
            <span class="count">{count(name)}</span>
          </button>
        ))}
      </fieldset>
      <ul>
        {tab === 'dead'
          ? desk.deadLetters.map((letter) => (
              <DeadRow key={letter.id} letter={letter} now={desk.now} choose={desk.choose} />
            ))
          : cases.map((summary) => (
              <Row
                key={summary.id}
                summary={summary}
                chosen={summary.id === desk.selected}
                unread={desk.unread.has(summary.id)}
                now={desk.now}
                choose={() => desk.choose(summary.id)}
              />
            ))}
      </ul>
      {tab !== 'dead' && cases.length === 0 && <p class="empty">{empty}</p>}
    </nav>
  )
}
