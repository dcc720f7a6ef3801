import { useEffect, useState } from 'preact/hooks'
import { caseTopics } from '../../../../bot/outcome.ts'
import type { RecordBody, RecordView } from '../../../desk/record-shapes.ts'
import { partnerKinds, recordOutcomes, resultKinds } from '../../../records/record-words.ts'
import { call, Refusal } from '../api.ts'
import { emptyResult, type ResultDraft, ResultRows } from './result-rows.tsx'
import { SurveyLine } from './survey-line.tsx'

interface Draft {
  topic: string
  outcome: string
  summary: string
  minutes: string
  followUpOn: string
  results: ResultDraft[]
}

const draftOf = ({ topic, record }: RecordView): Draft => ({
  topic,
  outcome: record?.outcome ?? 'informed',
  summary: record?.summary ?? '',
  minutes: record?.minutes?.toString() ?? '',
  followUpOn: record?.followUpOn ?? '',
  results: (record?.results ?? []).map(({ kind, partner, on }) => ({ kind, partner: partner ?? '', on })),
})

const bodyOf = (draft: Draft, version: number): RecordBody =>
  ({
    topic: draft.topic,
    outcome: draft.outcome,
    summary: draft.summary,
    minutes: draft.minutes === '' ? null : Number(draft.minutes),
    followUpOn: draft.followUpOn || null,
    results: draft.results.map(({ kind, partner, on }) => ({ kind, on, ...(partner ? { partner } : {}) })),
    version,
  }) as RecordBody

function Choice(props: {
  id: string
  label: string
  value: string
  options: readonly (readonly [string, string])[]
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

/**
 * The consultation record (相談記録) of a case: written with it, and changed later whenever a result becomes known. It
 * loads and saves by itself; whoever may not write sees what stands there.
 */
export function RecordForm(props: { caseId: string; csrf: string; mayWrite: boolean }) {
  const { caseId, csrf, mayWrite } = props
  const [view, setView] = useState<RecordView>()
  const [draft, setDraft] = useState<Draft>()
  const [told, setTold] = useState('')
  const path = `cases/${encodeURIComponent(caseId)}/record`
  const show = (loaded: RecordView) => {
    setView(loaded)
    setDraft(draftOf(loaded))
  }
  const refused = (thrown: unknown) => setTold(thrown instanceof Refusal ? thrown.message : '保存できませんでした。')
  useEffect(() => {
    let stale = false
    setView(undefined)
    setTold('')
    call<RecordView>('GET', path, { background: true }).then((loaded) => !stale && show(loaded), refused)
    return () => {
      stale = true
    }
  }, [path])
  if (view === undefined || draft === undefined) return <p class="hint">{told || '相談記録を読み込んでいます…'}</p>

  const change = (part: Partial<Draft>) => {
    setTold('')
    setDraft({ ...draft, ...part })
  }
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    try {
      show(await call<RecordView>('POST', path, { csrf, body: bodyOf(draft, view.version) }))
      setTold('相談記録を保存しました。')
    } catch (thrown) {
      refused(thrown)
    }
  }
  return (
    <form class="record-form" onSubmit={save} aria-label="相談記録">
      <SurveyLine caseId={caseId} csrf={csrf} mayWrite={mayWrite} survey={view.survey} onFault={refused} />
      <fieldset disabled={!mayWrite}>
        <Choice
          id="record-topic"
          label="話題"
          value={draft.topic}
          options={caseTopics.map((topic) => [topic, topic])}
          onChange={(topic) => change({ topic })}
        />
        <Choice
          id="record-outcome"
          label="相談の結果"
          value={draft.outcome}
          options={Object.entries(recordOutcomes)}
          onChange={(outcome) => change({ outcome })}
        />
        <div class="field">
          <label for="record-minutes">対応にかかった時間（分）</label>
          <input
            id="record-minutes"
            type="number"
            min={0}
            max={6000}
            value={draft.minutes}
            onInput={(event) => change({ minutes: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for="record-follow-up">次に連絡する日</label>
          <input
            id="record-follow-up"
            type="date"
            value={draft.followUpOn}
            onInput={(event) => change({ followUpOn: event.currentTarget.value })}
          />
        </div>
        <div class="field">
          <label for="record-summary">内容（職員だけに見えます）</label>
          <textarea
            id="record-summary"
            rows={4}
            maxLength={4000}
            value={draft.summary}
            onInput={(event) => change({ summary: event.currentTarget.value })}
          />
        </div>
        <ResultRows
          results={draft.results}
          kinds={resultKinds}
          partners={partnerKinds}
          onChange={(results) => change({ results })}
          onAdd={() => change({ results: [...draft.results, emptyResult()] })}
        />
        {mayWrite && (
          <button type="submit" class="primary">
            相談記録を保存
          </button>
        )}
      </fieldset>
      <p role="status">{told}</p>
      {view.record && (
        <p class="hint">
          最終更新 {view.record.changedBy}・{new Date(view.record.changedAt).toLocaleString('ja-JP')}
        </p>
      )}
    </form>
  )
}
