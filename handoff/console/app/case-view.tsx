import type { RefObject } from 'preact'
import type { CaseDetail, Me } from '../../desk/shapes.ts'
import { Composer, type Draft } from './composer.tsx'
import { Thread } from './thread.tsx'
import { waitingOf } from './times.ts'
import { doorNames, stateNames } from './words.ts'

/** What this person may do with this case now. */
export function rightsOf(me: Me, detail: CaseDetail) {
  const { case: summary } = detail
  const writes = me.role !== 'auditor'
  const open = summary.closedAt === null
  const mine = summary.owner === me.login
  const overrules = me.role === 'lead' || me.role === 'admin'
  const held = summary.owner !== null
  const reachable = summary.state !== 'UNREACHABLE'
  return {
    writes,
    mine,
    claim: writes && summary.state === 'QUEUED' && !held,
    reply: writes && open && mine && reachable,
    note: writes,
    release: writes && held && (mine || overrules) && (summary.state === 'ASSIGNED' || summary.state === 'ACTIVE'),
    transfer: writes && open && reachable && (!held || mine || overrules),
    resolve: writes && open && (!held || mine || overrules) && summary.state !== 'QUEUED',
    reopen: writes && !open,
  }
}

export interface CaseActions {
  claim: () => void
  release: () => void
  reopen: () => void
  openTransfer: () => void
  openResolve: () => void
  send: (draft: Draft) => Promise<boolean>
}

/** Why there is no field for a reply here, and what can be done instead. */
function Invitation(props: { me: Me; detail: CaseDetail; actions: CaseActions }) {
  const { detail, actions } = props
  const { case: summary } = detail
  const rights = rightsOf(props.me, detail)
  if (rights.claim) {
    return (
      <div class="invitation">
        <p>まだ誰も担当していません。返信するには、先に担当してください。</p>
        <button type="button" class="primary large" onClick={actions.claim}>
          担当する
        </button>
      </div>
    )
  }
  if (rights.reopen) {
    return (
      <div class="invitation">
        <p>この相談は{stateNames[summary.state]}です。いまはAIが応答しています。</p>
        <button type="button" class="quiet" onClick={actions.reopen}>
          自分の担当で再開する
        </button>
      </div>
    )
  }
  if (summary.state === 'UNREACHABLE') {
    return <p class="invitation">相談者がブロックまたは退出しているため、送信できません。戻ると自動で再開します。</p>
  }
  if (!rights.writes) return <p class="invitation">監査の役割では、閲覧だけができます。</p>
  return <p class="invitation">{summary.ownerName}さんが担当しています。返信はできませんが、メモは残せます。</p>
}

/** The middle of the console: head with what can be done, the thread, and the composer once the case is yours. */
export function CaseView(props: {
  me: Me
  detail: CaseDetail
  now: number
  actions: CaseActions
  draft: Draft
  onDraft: (draft: Draft) => void
  field: RefObject<HTMLTextAreaElement | null>
  panelOpen: boolean
  onPanel: () => void
}) {
  const { detail, me, actions, now } = props
  const { case: summary } = detail
  const rights = rightsOf(me, detail)
  const waiting = waitingOf(summary, now)
  return (
    <main class="case" aria-label="選んだ相談">
      <header class="case-head">
        <div class="case-title">
          <h1>{summary.topic}の相談</h1>
          <p class="hint">
            {doorNames[summary.door]}・{stateNames[summary.state]}
            {summary.ownerName && `・担当 ${summary.ownerName}`}
            {waiting && <span class={`wait ${waiting.tone}`}>{waiting.text}</span>}
          </p>
        </div>
        <div class="case-actions">
          {rights.release && (
            <button type="button" class="quiet" onClick={actions.release}>
              未対応に戻す
            </button>
          )}
          {rights.transfer && (
            <button type="button" class="quiet" onClick={actions.openTransfer}>
              引き継ぐ
            </button>
          )}
          {rights.resolve && (
            <button type="button" class="finish" onClick={actions.openResolve}>
              完了する
            </button>
          )}
          <button type="button" class="quiet panel-button" aria-expanded={props.panelOpen} onClick={props.onPanel}>
            {props.panelOpen ? '詳細を閉じる' : '詳細'}
          </button>
        </div>
      </header>
      <Thread detail={detail} />
      {!rights.reply && <Invitation me={me} detail={detail} actions={actions} />}
      {rights.writes && summary.closedAt === null && (rights.reply || !rights.claim) && (
        <Composer
          key={summary.id}
          field={props.field}
          draft={props.draft}
          onDraft={props.onDraft}
          onSend={actions.send}
          notesOnly={!rights.reply}
        />
      )}
    </main>
  )
}
