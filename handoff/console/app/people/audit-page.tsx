import { useCallback, useEffect, useState } from 'preact/hooks'
import type { AuditEntryView, AuditFilterWish } from '../../../desk/people-shapes.ts'
import { Form } from '../forms.tsx'
import { saveFile } from '../save-file.ts'
import { PageFrame, type PageProps, wordsOf } from './page-frame.tsx'
import { peopleCalls } from './people-calls.ts'
import { actionName, atClock, knownActions } from './people-words.ts'
import { useProof } from './use-proof.tsx'

const filled = (fields: Record<string, string>): AuditFilterWish =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''))

function FilterField(props: { name: string; label: string; date?: boolean }) {
  const shared = { id: `filter-${props.name}`, name: props.name, maxLength: 200, autocomplete: 'off' as const }
  return (
    <div class="field">
      <label for={shared.id}>{props.label}</label>
      {props.date ? <input {...shared} type="date" /> : <input {...shared} type="text" />}
    </div>
  )
}

function Entries({ entries }: { entries: readonly AuditEntryView[] }) {
  return (
    <div class="table-box">
      <table>
        <caption class="hidden">監査記録（新しい順）</caption>
        <thead>
          <tr>
            <th scope="col">番号</th>
            <th scope="col">日時</th>
            <th scope="col">職員</th>
            <th scope="col">操作</th>
            <th scope="col">対象</th>
            <th scope="col">理由・詳細</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <td>{entry.id}</td>
              <td class="nowrap">{atClock(entry.at)}</td>
              <td>
                {entry.actorName}
                {entry.actorName !== entry.actor && `（${entry.actor}）`}
              </td>
              <td>{actionName(entry.action)}</td>
              <td>
                {entry.objectType === 'case' ? (
                  <a href={`/desk#case/${entry.objectId}`}>{entry.objectId}</a>
                ) : (
                  entry.objectId
                )}
              </td>
              <td>
                {entry.reason}
                {Object.entries(entry.details).map(([name, value]) => (
                  <span key={name}> {`${name}=${String(value)}`}</span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who did what, for administrators and auditors: filtered, paged, checked, written to a file. */
export function AuditPage(props: PageProps) {
  const { me, onMe, onGone } = props
  const [filter, setFilter] = useState<AuditFilterWish>({})
  const [entries, setEntries] = useState<readonly AuditEntryView[]>()
  const [next, setNext] = useState<number | null>(null)
  const [fault, setFault] = useState('')
  const [verdict, setVerdict] = useState('')
  const { withProof, proofDialog } = useProof(me, onMe)

  const load = useCallback(async (wish: AuditFilterWish, before?: number) => {
    const page = await peopleCalls.audit(wish, before)
    setEntries((shown) => (before === undefined ? page.entries : [...(shown ?? []), ...page.entries]))
    setNext(page.next)
  }, [])
  useEffect(() => {
    load({}).catch((thrown) => setFault(wordsOf(thrown, onGone)))
  }, [load, onGone])
  const attempt = (work: Promise<unknown>) => {
    setFault('')
    work.catch((thrown) => setFault(wordsOf(thrown, onGone)))
  }
  const verify = async () => {
    setVerdict('調べています…')
    const { rows, head, fault: broken } = await peopleCalls.verifyAudit(me.csrf)
    setVerdict(
      broken === null
        ? `${rows}件を調べ、改ざんは見つかりませんでした。控え: ${head.id}:${head.hash}`
        : `改ざんの疑いがあります。${broken.text}。`,
    )
  }
  const save = async () => {
    const file = await withProof(() => peopleCalls.exportAudit(me.csrf, filter))
    saveFile(file, 'madoguchi-audit.csv')
  }
  return (
    <PageFrame me={me} onGone={onGone} title="監査記録">
      <section class="section" aria-label="しぼり込み">
        <Form
          class="filter-form"
          submit="しぼり込む"
          onSubmit={async (fields) => {
            const wish = filled(fields)
            await load(wish)
            setFilter(wish)
          }}
        >
          <FilterField name="person" label="職員（ログインID）" />
          <FilterField name="object" label="対象のID" />
          <div class="field">
            <label for="filter-action">操作</label>
            <select id="filter-action" name="action">
              <option value="">すべて</option>
              {knownActions.map((action) => (
                <option key={action} value={action}>
                  {actionName(action)}
                </option>
              ))}
            </select>
          </div>
          <FilterField name="from" label="この日から" date />
          <FilterField name="to" label="この日まで" date />
        </Form>
      </section>
      <div class="row-buttons">
        <button type="button" onClick={() => attempt(verify())}>
          改ざんがないか調べる
        </button>
        <button type="button" onClick={() => attempt(save())}>
          CSVで書き出す
        </button>
      </div>
      <p role="status" class="secret">
        {verdict}
      </p>
      <p class="fault" role="alert">
        {fault}
      </p>
      <section class="section" aria-label="記録">
        {entries === undefined ? (
          <p>読み込んでいます…</p>
        ) : entries.length === 0 ? (
          <p>記録はありません。</p>
        ) : (
          <Entries entries={entries} />
        )}
        {next !== null && (
          <div class="row-buttons">
            <button type="button" onClick={() => attempt(load(filter, next))}>
              続きを表示する
            </button>
          </div>
        )}
      </section>
      {proofDialog}
    </PageFrame>
  )
}
