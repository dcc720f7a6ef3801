import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { Colleague, Me } from '../../desk/shapes.ts'
import { resolveReasons, shortcuts, staffRoleNames } from './words.ts'

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
    <dialog ref={box} aria-labelledby={title} onClose={props.onClose}>
      <h2 id={title}>{props.title}</h2>
      {props.children}
    </dialog>
  )
}

function Buttons(props: { submit: string; onClose: () => void }) {
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

export function ResolveDialog(props: { onClose: () => void; onResolve: (body: object) => void }) {
  const [reason, setReason] = useState<string>(resolveReasons[0].value)
  const [label, setLabel] = useState('')
  return (
    <Dialog title="この相談を完了する" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onResolve({ reason, ...(label.trim() ? { label: label.trim() } : {}) })
        }}
      >
        <p class="hint">完了するとAIの応答に戻り、そのことが相談者に伝わります。</p>
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
        <Buttons submit="完了する" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}

export function TransferDialog(props: {
  me: Me
  owner: string | null
  colleagues: readonly Colleague[]
  onClose: () => void
  onTransfer: (body: object) => void
}) {
  const people = props.colleagues.filter((person) => person.login !== props.owner)
  const [kind, setKind] = useState<'person' | 'team'>(people.length > 0 ? 'person' : 'team')
  const [to, setTo] = useState(people[0]?.login ?? '')
  const [team, setTeam] = useState('')
  const [note, setNote] = useState('')
  return (
    <Dialog title="この相談を引き継ぐ" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onTransfer(kind === 'person' ? { to, note } : { team: team.trim(), note })
        }}
      >
        <fieldset>
          <legend>引き継ぎ先</legend>
          <label class="choice">
            <input type="radio" name="kind" checked={kind === 'person'} onChange={() => setKind('person')} />
            職員（すぐに担当になります）
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
                  {person.name}（{staffRoleNames[person.role]}
                  {person.login === props.me.login ? '・自分' : ''}）
                </option>
              ))}
            </select>
          </div>
        ) : (
          <div class="field">
            <label for="team">班の名前</label>
            <input
              id="team"
              required
              maxLength={60}
              value={team}
              onInput={(event) => setTeam(event.currentTarget.value)}
            />
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
