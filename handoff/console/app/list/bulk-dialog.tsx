import { useState } from 'preact/hooks'
import type { BulkResults } from '../../../desk/bulk-operation.ts'
import type { CaseSummary, TeamList } from '../../../desk/shapes.ts'
import { api, Refusal } from '../api.ts'
import { Buttons, Dialog } from '../dialogs.tsx'

const kinds = [
  ['team', '班に移す（未対応に戻ります）'],
  ['label', 'ラベルを付ける'],
  ['close-idle', '返信がないものを終了する'],
] as const
type Kind = (typeof kinds)[number][0]

const nameOf = (summary: CaseSummary | undefined, id: string): string =>
  summary ? `${summary.company ?? summary.topic}「${summary.preview.slice(0, 24)}」` : id

/** How it went with each case, and why not. */
function Results(props: { cases: readonly CaseSummary[]; results: BulkResults['results']; onClose: () => void }) {
  const { results } = props
  const done = results.filter((result) => result.done).length
  return (
    <>
      <p role="status">
        {done}件を行いました。{done < results.length && `${results.length - done}件はできませんでした。`}
      </p>
      <ul class="bulk-results">
        {results.map(({ id, done: isDone, message }) => (
          <li key={id}>
            {isDone ? '✓ 済み' : '× できません'}{' '}
            {nameOf(
              props.cases.find((summary) => summary.id === id),
              id,
            )}
            {message && <p class="hint">{message}</p>}
          </li>
        ))}
      </ul>
      <div class="buttons">
        <button type="button" class="primary" onClick={props.onClose}>
          閉じる
        </button>
      </div>
    </>
  )
}

/** One thing done to the picked cases, with a reason; then what became of each. */
export function BulkDialog(props: {
  cases: readonly CaseSummary[]
  teams: TeamList['teams']
  csrf: string
  onClose: () => void
  onDone: () => void
}) {
  const { teams } = props
  // The list behind goes on; what was picked stays.
  const [cases] = useState(props.cases)
  const [kind, setKind] = useState<Kind>('team')
  const [team, setTeam] = useState(teams[0]?.name ?? '')
  const [label, setLabel] = useState('')
  const [reason, setReason] = useState('')
  const [fault, setFault] = useState('')
  const [results, setResults] = useState<BulkResults['results']>()
  const send = async () => {
    const actions: Record<Kind, object> = {
      team: { kind, team },
      label: { kind, label: label.trim() },
      'close-idle': { kind },
    }
    setFault('')
    try {
      const body = { cases: cases.map(({ id }) => id), action: actions[kind], reason: reason.trim() }
      setResults((await api.bulk(props.csrf, body)).results)
      props.onDone()
    } catch (thrown) {
      setFault(thrown instanceof Refusal ? thrown.message : '処理できませんでした。')
    }
  }
  return (
    <Dialog title={`選んだ${cases.length}件をまとめて操作する`} onClose={props.onClose}>
      {results ? (
        <Results cases={cases} results={results} onClose={props.onClose} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <fieldset>
            <legend>操作</legend>
            {kinds.map(([value, name]) => (
              <label class="choice" key={value}>
                <input type="radio" name="bulk" checked={kind === value} onChange={() => setKind(value)} />
                {name}
              </label>
            ))}
          </fieldset>
          {kind === 'team' && (
            <div class="field">
              <label for="bulk-team">班</label>
              <select id="bulk-team" required value={team} onChange={(event) => setTeam(event.currentTarget.value)}>
                {teams.map(({ id, name }) => (
                  <option key={id} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
          )}
          {kind === 'label' && (
            <div class="field">
              <label for="bulk-label">ラベル</label>
              <input
                id="bulk-label"
                required
                maxLength={30}
                autocomplete="off"
                value={label}
                onInput={(event) => setLabel(event.currentTarget.value)}
              />
            </div>
          )}
          {kind === 'close-idle' && (
            <p class="hint">相談者が返事を待っている相談は終わりません。終了したことは、相談者に伝わります。</p>
          )}
          <div class="field">
            <label for="bulk-reason">理由（必須・やりとりのメモと監査記録に残ります）</label>
            <textarea
              id="bulk-reason"
              required
              rows={2}
              maxLength={500}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </div>
          <p class="fault" role="alert">
            {fault}
          </p>
          <Buttons submit="一件ずつ行う" onClose={props.onClose} />
        </form>
      )}
    </Dialog>
  )
}
