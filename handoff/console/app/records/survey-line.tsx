import { useEffect, useState } from 'preact/hooks'
import type { RecordView } from '../../../desk/record-shapes.ts'
import { call } from '../api.ts'

const answered = ({ score, comment }: NonNullable<RecordView['survey']>): string =>
  score === null
    ? 'アンケートを送りました（回答はまだありません）。'
    : `満足度 ${score}／5${comment ? `「${comment}」` : ''}`

/** Whether this case is asked how satisfied its user is, until it was; then what they answered. */
export function SurveyLine(props: {
  caseId: string
  csrf: string
  mayWrite: boolean
  survey: RecordView['survey']
  onFault: (thrown: unknown) => void
}) {
  const { caseId, csrf, survey, onFault } = props
  const [asks, setAsks] = useState(survey === null)
  useEffect(() => setAsks(survey === null), [survey])
  if (survey !== null && survey.status !== 'off') return <p class="survey-answer">{answered(survey)}</p>
  const choose = async (ask: boolean) => {
    setAsks(ask)
    try {
      await call('POST', `cases/${encodeURIComponent(caseId)}/survey`, { csrf, body: { ask } })
    } catch (thrown) {
      setAsks(!ask)
      onFault(thrown)
    }
  }
  return (
    <label class="survey-choice">
      <input
        type="checkbox"
        checked={asks}
        disabled={!props.mayWrite}
        onChange={(event) => choose(event.currentTarget.checked)}
      />
      終了時に満足度アンケートを送る
    </label>
  )
}
