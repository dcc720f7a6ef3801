import type { CaseDetail } from '../../../desk/shapes.ts'
import { outcomeNames } from '../../../outcome-names.ts'
import { showMessage } from '../thread/bubble.tsx'
import { momentText } from '../times.ts'
import { facetNames, modelResultNames, outcomeReasonNames } from '../words.ts'

type Entry = CaseDetail['trail'][number]

const isWebAddress = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url)

/** The name of a record, leading to the page it was taken from. */
function Source(props: { source: { title: string; url: string | null } }) {
  const { title, url } = props.source
  if (!isWebAddress(url)) return <>{title}</>
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {title}
    </a>
  )
}

function Passages(props: { entry: Entry }) {
  const { passages } = props.entry
  if (passages.length === 0) return <p class="hint">資料は見ていません。</p>
  return (
    <ol class="passages">
      {passages.map((passage) => (
        <li key={`${passage.id} ${passage.facet}`}>
          <Source source={passage} />
          <span class="hint">
            {facetNames[passage.facet] ?? passage.facet}・一致度 {passage.score.toFixed(2)}
            {passage.checkedOn && `・${passage.checkedOn} 確認`}
          </span>
        </li>
      ))}
    </ol>
  )
}

function Verdicts(props: { entry: Entry }) {
  const { ledger, model } = props.entry
  return (
    <>
      {ledger && (
        <p class="hint">
          検証: {ledger.checked}文を確かめ、
          {ledger.dropped.length === 0 ? '落とした文はありません' : `${ledger.dropped.length}文を落としました`}
        </p>
      )}
      {ledger?.dropped.map((line) => (
        <p key={line} class="hint dropped">
          落とした文: {line}
        </p>
      ))}
      {model && (
        <p class="hint">
          言語モデル: {modelResultNames[model.result] ?? model.result}
          {model.name && `（${model.name}、${model.calls}回、${(model.milliseconds / 1000).toFixed(1)}秒）`}
        </p>
      )}
    </>
  )
}

/** Question by question: what the bot looked at, with dates and scores, what was checked, and how it ended. */
export function Trail(props: { trail: readonly Entry[]; now: number }) {
  if (props.trail.length === 0) return <p class="empty">AIの応答はありません。</p>
  return (
    <ol class="trail">
      {props.trail.map((entry) => (
        <li key={entry.messageId}>
          <button type="button" class="linked" onClick={() => showMessage(entry.messageId)}>
            {entry.question || '（質問なし）'}
          </button>
          <p class="hint">
            {momentText(entry.at, props.now)}・{outcomeNames[entry.outcome] ?? entry.outcome}
            {entry.reason && `（${outcomeReasonNames[entry.reason] ?? entry.reason}）`}
          </p>
          {entry.records.length > 0 && (
            <p class="hint">
              答えに使った資料:{' '}
              {entry.records.map((record, index) => (
                <span key={record.id}>
                  {index > 0 && '、'}
                  <Source source={record} />
                  {record.checkedOn && `（${record.checkedOn} 確認）`}
                </span>
              ))}
            </p>
          )}
          <details>
            <summary>見た資料と検証</summary>
            <Passages entry={entry} />
            <Verdicts entry={entry} />
          </details>
        </li>
      ))}
    </ol>
  )
}
