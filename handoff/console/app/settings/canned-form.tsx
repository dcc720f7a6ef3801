import type { CannedReplies, CannedReply } from '../../../desk/console-shapes.ts'
import type { TeamList } from '../../../desk/shapes.ts'
import { api } from '../api.ts'
import { variableMeanings } from '../composer/variables.ts'
import { TextField } from './fields.tsx'
import { SettingSection } from './setting-section.tsx'
import { useKeptEntries } from './use-kept-entries.ts'

type Edited = Pick<CannedReply, 'code' | 'title' | 'text' | 'team'> & { id?: string }

const empty: Edited = { code: '', title: '', text: '', team: null }

function Editor(props: { edited: Edited; teams: TeamList['teams']; onChange: (next: Edited) => void }) {
  const { edited, onChange } = props
  return (
    <>
      <div class="field-row">
        <TextField
          label="短い名前（/ のあとに打つ文字・数字・-・_）"
          most={30}
          value={edited.code}
          onChange={(code) => onChange({ ...edited, code })}
        />
        <TextField label="題" most={60} value={edited.title} onChange={(title) => onChange({ ...edited, title })} />
        <div class="field">
          <label for="canned-team">使う班</label>
          <select
            id="canned-team"
            value={edited.team ?? ''}
            onChange={(event) => onChange({ ...edited, team: event.currentTarget.value || null })}
          >
            <option value="">全員</option>
            {props.teams.map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div class="field">
        <label for="canned-text">本文</label>
        <textarea
          id="canned-text"
          required
          rows={5}
          maxLength={5000}
          value={edited.text}
          onInput={(event) => onChange({ ...edited, text: event.currentTarget.value })}
        />
        <p class="hint">
          差し込める言葉:{' '}
          {Object.entries(variableMeanings)
            .map(([name, meaning]) => `{{${name}}}＝${meaning}`)
            .join('、')}
        </p>
      </div>
    </>
  )
}

const entriesIn = ({ replies }: CannedReplies) => replies

/** Replies kept for use again: typed as `/` and their short name in the composer. */
export function CannedForm(props: { csrf: string; wordsOf: (thrown: unknown) => string }) {
  const { csrf, wordsOf } = props
  const { kept, teams, edited, setEdited, notice, fault, change } = useKeptEntries({
    csrf,
    wordsOf,
    load: api.cannedReplies,
    entriesOf: entriesIn,
    empty,
  })
  const teamName = (id: string | null) => (id === null ? '全員' : (teams.find((team) => team.id === id)?.name ?? id))
  return (
    <SettingSection
      title="定型文"
      hint="返信欄で「/」と短い名前を打つと選べます。"
      notice={notice}
      fault={fault}
      submit={edited.id ? '書き換える' : '定型文を足す'}
      onSubmit={() => change('canned-replies', edited, '保存しました')}
    >
      <div class="table-box">
        <table>
          <caption class="hidden">定型文の一覧</caption>
          <thead>
            <tr>
              <th scope="col">短い名前</th>
              <th scope="col">題と本文</th>
              <th scope="col">使う班</th>
              <th scope="col">使用</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {kept.map((reply) => (
              <tr key={reply.id}>
                <td class="nowrap">/{reply.code}</td>
                <td>
                  <strong>{reply.title}</strong>
                  <p class="hint">{reply.text.slice(0, 80)}</p>
                </td>
                <td>{teamName(reply.team)}</td>
                <td class="nowrap">{reply.uses}回</td>
                <td class="nowrap">
                  <button type="button" class="small" onClick={() => setEdited(reply)}>
                    直す<span class="hidden">: {reply.title}</span>
                  </button>
                  <button
                    type="button"
                    class="small"
                    onClick={() => change(`canned-replies/${reply.id}/delete`, {}, '消しました')}
                  >
                    消す<span class="hidden">: {reply.title}</span>
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Editor edited={edited} teams={teams} onChange={setEdited} />
    </SettingSection>
  )
}
