import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { CaseSummary, Colleague, Me, PresenceList, TeamList } from '../../desk/shapes.ts'
import { CandidateFields } from './knowledge/candidate-fields.tsx'
import { presenceNames, resolveReasons, shortcuts, staffRoleNames } from './words.ts'

/** A modal dialog of the browser: it keeps the focus, closes on Escape, and gives the focus back. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const box = useRef<HTMLDialogElement>(null)
  const title = useId()
  useEffect(() => {
    const element = box.current
    element?.showModal()
    return () => element?.close()
  }, [])
  return (
    // A dialog that gave way to another is told late that it closed.
    <dialog ref={box} aria-labelledby={title} onClose={() => box.current && props.onClose()}>
      <h2 id={title}>{props.title}</h2>
      {props.children}
    </dialog>
  )
}

export function Buttons(props: { submit: string; onClose: () => void }) {
  return (
    <div class="buttons">
      <button type="button" class="quiet" onClick={props.onClose}>
        やめる
      </button>
      <button type="submit" class="primary">
        {props.submit}
      </button>
    </div>
  )
}

/** What is written down of a case when it is done. */
export function ResolveDialog(props: {
  summary: CaseSummary
  title: string
  /** What the talk proposes for the records where they held no answer. */
  proposed: { question: string; answer: string }
  onClose: () => void
  onResolve: (body: object) => void
}) {
  const { summary } = props
  const [reason, setReason] = useState<string>(summary.endReason ?? resolveReasons[0].value)
  const [label, setLabel] = useState(summary.label ?? '')
  const [outcome, setOutcome] = useState(summary.outcome ?? '')
  const [knowledgeGap, setKnowledgeGap] = useState(summary.knowledgeGap)
  const [candidate, setCandidate] = useState(props.proposed)
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const words = { label: label.trim(), outcome: outcome.trim() }
          props.onResolve({
            reason,
            knowledgeGap,
            ...(knowledgeGap ? { candidate } : {}),
            ...(words.label ? { label: words.label } : {}),
            ...(words.outcome ? { outcome: words.outcome } : {}),
          })
        }}
      >
        {summary.state !== 'WRAP_UP' && <p class="hint">完了するとAIの応答に戻り、そのことが相談者に伝わります。</p>}
        <fieldset>
          <legend>理由</legend>
          {resolveReasons.map((choice) => (
            <label class="choice" key={choice.value}>
              <input
                type="radio"
                name="reason"
                value={choice.value}
                checked={reason === choice.value}
                onChange={() => setReason(choice.value)}
              />
              {choice.label}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="label">分類（任意）</label>
          <input id="label" maxLength={60} value={label} onInput={(event) => setLabel(event.currentTarget.value)} />
        </div>
        <div class="field">
          <label for="outcome">対応の記録（任意・職員のみに見えます）</label>
          <textarea
            id="outcome"
            rows={3}
            maxLength={2000}
            value={outcome}
            onInput={(event) => setOutcome(event.currentTarget.value)}
          />
        </div>
        <label class="choice">
          <input
            type="checkbox"
            checked={knowledgeGap}
            onChange={(event) => setKnowledgeGap(event.currentTarget.checked)}
          />
          資料に答えが無かった（資料の追加を検討する）
        </label>
        {knowledgeGap && <CandidateFields words={candidate} onChange={setCandidate} />}
        <Buttons submit="完了する" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}

/** A lead says why they take a case from who holds it. */
export function TakeOverDialog(props: {
  ownerName: string
  onClose: () => void
  onTakeOver: (reason: string) => void
}) {
  const [reason, setReason] = useState('')
  return (
    <Dialog title="この相談の担当を交代する" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onTakeOver(reason.trim())
        }}
      >
        <p class="hint">
          {props.ownerName}さんに代わって、あなたの担当になります。理由はやりとりと監査記録に残り、{props.ownerName}
          さんに知らされます。
        </p>
        <div class="field">
          <label for="take-over-reason">理由（必須・職員のみに見えます）</label>
          <textarea
            id="take-over-reason"
            required
            rows={3}
            maxLength={2000}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </div>
        <Buttons submit="交代する" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}

export function TransferDialog(props: {
  me: Me
  owner: string | null
  colleagues: readonly Colleague[]
  teams: TeamList['teams']
  presence: PresenceList | undefined
  onClose: () => void
  onTransfer: (body: object) => void
}) {
  const place = (login: string) => props.presence?.staff.find((person) => person.login === login)
  const people = props.colleagues.filter((person) => person.login !== props.owner)
  const [kind, setKind] = useState<'person' | 'team'>(people.length > 0 ? 'person' : 'team')
  const [to, setTo] = useState(people[0]?.login ?? '')
  const [team, setTeam] = useState(props.teams[0]?.name ?? '')
  const [note, setNote] = useState('')
  return (
    <Dialog title="この相談を引き継ぐ" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onTransfer(kind === 'person' ? { to, note } : { team, note })
        }}
      >
        <fieldset>
          <legend>引き継ぎ先</legend>
          <label class="choice">
            <input type="radio" name="kind" checked={kind === 'person'} onChange={() => setKind('person')} />
            職員（相手が受けると担当が替わります。受けなければ戻ります）
          </label>
          <label class="choice">
            <input type="radio" name="kind" checked={kind === 'team'} onChange={() => setKind('team')} />
            班（元の待ち時間のまま未対応に戻ります）
          </label>
        </fieldset>
        {kind === 'person' ? (
          <div class="field">
            <label for="to">職員</label>
            <select id="to" required value={to} onChange={(event) => setTo(event.currentTarget.value)}>
              {people.map((person) => (
                <option key={person.login} value={person.login}>
                  {person.name}（{staffRoleNames[person.role]}・
                  {presenceNames[place(person.login)?.presence ?? 'offline']}
                  {place(person.login) && `・${place(person.login)?.load}件`}
                  {person.login === props.me.login ? '・自分' : ''}）
                </option>
              ))}
            </select>
          </div>
        ) : (
          <div class="field">
            <label for="team">班</label>
            <select id="team" required value={team} onChange={(event) => setTeam(event.currentTarget.value)}>
              {props.teams.map(({ id, name }) => (
                <option key={id} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="field">
          <label for="note">引き継ぎメモ（必須・職員のみに見えます）</label>
          <textarea
            id="note"
            required
            rows={4}
            maxLength={2000}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
          />
        </div>
        <Buttons submit="引き継ぐ" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}

export function ShortcutsDialog(props: { onClose: () => void }) {
  return (
    <Dialog title="キーボードの操作" onClose={props.onClose}>
      <dl class="keys">
        {shortcuts.map(([keys, what]) => [
          <dt key={keys}>
            <kbd>{keys}</kbd>
          </dt>,
          <dd key={what}>{what}</dd>,
        ])}
      </dl>
      <div class="buttons">
        <button type="button" class="primary" onClick={props.onClose}>
          閉じる
        </button>
      </div>
    </Dialog>
  )
}
