import type { CaseDetail, Me, PresenceList } from '../../desk/shapes.ts'
import type { CaseActions } from './case-actions.ts'
import { Composer, type ComposerProps } from './composer/composer.tsx'
import type { Rights } from './rights.ts'
import { HandOver } from './thread/hand-over.tsx'
import { Invitation } from './thread/invitation.tsx'
import { Thread } from './thread/thread.tsx'
import { momentText, waitingOf } from './times.ts'
import { doorNames, stateNames } from './words.ts'

/** Who writes at this moment, and colleagues who have this case on their screen, so that no two answer at once. */
function Viewers(props: { me: Me; caseId: string; presence: PresenceList | undefined }) {
  const others = (props.presence?.staff ?? []).filter(
    (person) => person.viewing === props.caseId && person.login !== props.me.login,
  )
  const typing = [
    ...(props.presence?.usersTyping.includes(props.caseId) ? ['相談者'] : []),
    ...others.filter((person) => person.typing).map(({ name }) => `${name}さん`),
  ]
  return (
    <p class="viewers" role="status">
      {typing.length > 0
        ? `${typing.join('・')}が入力中…`
        : others.length > 0 && `${others.map(({ name }) => name).join('・')}さんも見ています`}
    </p>
  )
}

function Head(props: {
  detail: CaseDetail
  now: number
  rights: Rights
  actions: CaseActions
  panelOpen: boolean
  onPanel: () => void
  queueOpen: boolean
  onQueue: () => void
}) {
  const { rights, actions } = props
  const { case: summary } = props.detail
  const waiting = waitingOf(summary, props.now)
  const steps: [boolean, string, () => void][] = [
    [rights.wait, '返信待ちにする', actions.wait],
    [rights.snooze && !rights.accept, '後で対応', actions.openSnooze],
    [rights.wake, 'いま再開する', actions.wake],
    [rights.release && !rights.accept, '未対応に戻す', actions.release],
    [rights.transfer && !rights.accept, '引き継ぐ', actions.openTransfer],
    [rights.end && !rights.accept, '会話を終える', actions.end],
  ]
  return (
    <header class="case-head">
      {!props.queueOpen && (
        <button type="button" class="quiet" aria-expanded="false" onClick={props.onQueue}>
          一覧
        </button>
      )}
      <div class="case-title">
        <h1>{summary.company ? `${summary.company}（${summary.topic}）` : `${summary.topic}の相談`}</h1>
        <p class="hint">
          {doorNames[summary.door]}・{stateNames[summary.state]}
          {summary.ownerName && `・担当 ${summary.ownerName}`}
          {summary.snoozedUntil && `・後で対応（${momentText(summary.snoozedUntil, props.now)}まで）`}
          {waiting && <span class={`wait ${waiting.tone}`}>{waiting.text}</span>}
        </p>
      </div>
      <div class="case-actions">
        {steps
          .filter(([allowed]) => allowed)
          .map(([, name, run]) => (
            <button type="button" class="quiet" key={name} onClick={run}>
              {name}
            </button>
          ))}
        {rights.resolve && !rights.accept && (
          <button type="button" class="finish" onClick={actions.openResolve}>
            完了する
          </button>
        )}
        <button type="button" class="quiet panel-button" aria-expanded={props.panelOpen} onClick={props.onPanel}>
          {props.panelOpen ? '詳細を閉じる' : '詳細'}
        </button>
      </div>
    </header>
  )
}

/** The middle of the console: head with what can be done, the thread, and the composer once the case is yours. */
export function CaseView(
  props: Omit<ComposerProps, 'onSend' | 'onFile' | 'onUndo' | 'notesOnly'> & {
    now: number
    readBefore: number
    rights: Rights
    actions: CaseActions
    presence: PresenceList | undefined
    panelOpen: boolean
    onPanel: () => void
    queueOpen: boolean
    onQueue: () => void
  },
) {
  const { detail, me, actions, rights } = props
  const { case: summary } = detail
  return (
    <main class="case" aria-label="選んだ相談">
      <Head {...props} />
      <Viewers me={me} caseId={summary.id} presence={props.presence} />
      <HandOver
        key={summary.id}
        handOver={detail.handOver}
        caseId={summary.id}
        owner={summary.owner}
        writes={rights.writes}
        reason={summary.reason}
        open={summary.firstReplyAt === null || rights.accept}
      />
      <Thread
        me={me}
        detail={detail}
        readBefore={props.readBefore}
        onRetry={rights.reply ? actions.retry : undefined}
        onQuote={rights.reply ? (quote) => props.onDraft({ ...props.draft, quote }) : undefined}
      />
      {!rights.reply && <Invitation detail={detail} rights={rights} actions={actions} />}
      {rights.note && (rights.reply || !rights.claim) && (
        <Composer
          {...props}
          key={summary.id}
          onSend={actions.send}
          onFile={actions.sendFile}
          onUndo={actions.undo}
          notesOnly={!rights.reply}
        />
      )}
    </main>
  )
}
