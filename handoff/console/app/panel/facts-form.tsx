import { useState } from 'preact/hooks'
import { caseTopics } from '../../../../bot/outcome.ts'
import type { CaseSummary } from '../../../desk/shapes.ts'

const labelsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,、，\s]+/)
      .map((label) => label.trim())
      .filter((label) => label !== ''),
  ),
]

/** Topic, company and labels of a case, as staff know them; to read only, where it may not be changed. */
export function FactsForm(props: { summary: CaseSummary; onSave: ((facts: object) => Promise<boolean>) | undefined }) {
  const { summary, onSave } = props
  const [topic, setTopic] = useState(summary.topic)
  const [company, setCompany] = useState(summary.company ?? '')
  const [labels, setLabels] = useState(summary.labels.join('、'))
  const [saved, setSaved] = useState(false)
  if (onSave === undefined) {
    return (
      <dl>
        <dt>話題</dt>
        <dd>{summary.topic}</dd>
        <dt>会社</dt>
        <dd>{summary.company ?? '—'}</dd>
        <dt>ラベル</dt>
        <dd>{summary.labels.join('、') || '—'}</dd>
      </dl>
    )
  }
  const topics: readonly string[] = caseTopics
  return (
    <form
      class="facts"
      onSubmit={async (event) => {
        event.preventDefault()
        const facts = {
          ...(topics.includes(topic) ? { topic } : {}),
          company: company.trim(),
          labels: labelsOf(labels),
        }
        setSaved(await onSave(facts))
      }}
      onInput={() => setSaved(false)}
    >
      <div class="field">
        <label for="fact-topic">話題</label>
        <select id="fact-topic" value={topic} onChange={(event) => setTopic(event.currentTarget.value)}>
          {(topics.includes(topic) ? topics : [topic, ...topics]).map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="fact-company">会社・団体</label>
        <input
          id="fact-company"
          maxLength={120}
          value={company}
          autocomplete="off"
          onInput={(event) => setCompany(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for="fact-labels">ラベル（「、」で区切る）</label>
        <input
          id="fact-labels"
          value={labels}
          autocomplete="off"
          onInput={(event) => setLabels(event.currentTarget.value)}
        />
      </div>
      <div class="row-buttons">
        <button type="submit">保存</button>
        <span class="done" role="status">
          {saved && '保存しました'}
        </span>
      </div>
    </form>
  )
}
