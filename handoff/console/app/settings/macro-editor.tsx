import type { TeamList } from '../../../desk/shapes.ts'
import { endNames, type Macro, type MacroSteps } from '../macros/macro-words.ts'
import { resolveReasons } from '../words.ts'
import { Check, TextField } from './fields.tsx'

export type EditedMacro = Pick<Macro, 'code' | 'title' | 'team' | 'steps'> & { id?: string }

export const emptyMacro: EditedMacro = {
  code: '',
  title: '',
  team: null,
  steps: { labels: [], label: null, outcome: null, reply: null, note: null, end: { kind: 'stay' } },
}

type Teams = TeamList['teams']

function Area(props: {
  id: string
  label: string
  most: number
  value: string | null
  onChange: (text: string | null) => void
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <textarea
        id={props.id}
        rows={3}
        maxLength={props.most}
        value={props.value ?? ''}
        onInput={(event) => props.onChange(event.currentTarget.value || null)}
      />
    </div>
  )
}

/** A choice by name. */
function Choose(props: {
  id: string
  label: string
  value: string
  options: readonly (readonly [value: string, name: string])[]
  onChange: (value: string) => void
}) {
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <select id={props.id} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

function beginningOf(kind: string, teams: Teams): MacroSteps['end'] {
  if (kind === 'team') return { kind, team: teams[0]?.id ?? '', note: '' }
  if (kind === 'resolve') return { kind, reason: 'staff_resolved', knowledgeGap: false }
  return { kind: kind === 'wait' ? 'wait' : 'stay' }
}

function EndFields(props: { end: MacroSteps['end']; teams: Teams; onChange: (end: MacroSteps['end']) => void }) {
  const { end, teams, onChange } = props
  const kinds = Object.entries(endNames).filter(([kind]) => kind !== 'team' || teams.length > 0)
  return (
    <>
      <Choose
        id="macro-end"
        label="そのあと"
        value={end.kind}
        options={kinds}
        onChange={(kind) => onChange(beginningOf(kind, teams))}
      />
      {end.kind === 'team' && (
        <>
          <Choose
            id="macro-end-team"
            label="引き継ぎ先の班"
            value={end.team}
            options={teams.map(({ id, name }) => [id, name] as const)}
            onChange={(team) => onChange({ ...end, team })}
          />
          <TextField
            label="引き継ぎメモ"
            most={2000}
            value={end.note}
            onChange={(note) => onChange({ ...end, note })}
          />
        </>
      )}
      {end.kind === 'resolve' && (
        <>
          <Choose
            id="macro-end-reason"
            label="完了の理由"
            value={end.reason}
            options={resolveReasons.map(({ value, label }) => [value, label] as const)}
            onChange={(reason) => onChange({ ...end, reason: reason as typeof end.reason })}
          />
          <Check
            label="資料に答えが無かった"
            checked={end.knowledgeGap}
            onChange={(knowledgeGap) => onChange({ ...end, knowledgeGap })}
          />
        </>
      )}
    </>
  )
}

/** Everything that one macro does. */
export function MacroEditor(props: { edited: EditedMacro; teams: Teams; onChange: (next: EditedMacro) => void }) {
  const { edited, teams, onChange } = props
  const { steps } = edited
  const change = (part: Partial<MacroSteps>) => onChange({ ...edited, steps: { ...steps, ...part } })
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
        <Choose
          id="macro-team"
          label="使う班"
          value={edited.team ?? ''}
          options={[['', '全員'], ...teams.map(({ id, name }) => [id, name] as const)]}
          onChange={(team) => onChange({ ...edited, team: team || null })}
        />
      </div>
      <div class="field-row">
        <TextField
          label="加えるラベル（「、」で区切る）"
          optional
          value={steps.labels.join('、')}
          onChange={(text) => change({ labels: text.split(/[、,，]/).map((label) => label.trimStart()) })}
        />
        <TextField
          label="分類"
          optional
          most={60}
          value={steps.label ?? ''}
          onChange={(label) => change({ label: label || null })}
        />
      </div>
      <Area
        id="macro-reply"
        label="相談者への返信（{{staff.name}} など、定型文と同じ言葉を差し込めます）"
        most={5000}
        value={steps.reply}
        onChange={(reply) => change({ reply })}
      />
      <Area
        id="macro-note"
        label="メモ（職員のみ）"
        most={2000}
        value={steps.note}
        onChange={(note) => change({ note })}
      />
      <Area
        id="macro-outcome"
        label="対応の記録（職員のみ）"
        most={2000}
        value={steps.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      <EndFields end={steps.end} teams={teams} onChange={(end) => change({ end })} />
    </>
  )
}
