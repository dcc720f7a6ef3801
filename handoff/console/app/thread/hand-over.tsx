import type { CaseDetail } from '../../../desk/shapes.ts'
import { showMessage } from './bubble.tsx'

type Line = CaseDetail['handOver']['facts'][number]

/** A line that leads to the message it was taken from. */
function Linked(props: { line: Line }) {
  return (
    <button type="button" class="linked" onClick={() => showMessage(props.line.messageId)}>
      {props.line.text}
    </button>
  )
}

function Lines(props: { lines: readonly Line[] }) {
  return (
    <ul>
      {props.lines.map((line) => (
        <li key={`${line.messageId} ${line.text}`}>
          <Linked line={line} />
        </li>
      ))}
    </ul>
  )
}

/** On top of the thread: what is needed, what was told and answered, what is open. Taken from the talk word by word. */
export function HandOver(props: { handOver: CaseDetail['handOver']; reason: string; open: boolean }) {
  const { need, facts, answered, unresolved, next } = props.handOver
  return (
    <details class="hand-over" open={props.open}>
      <summary>
        引き継ぎの要点<span class="hint">自動で抜き出したものです。元の発言を確かめてください</span>
      </summary>
      <dl>
        <dt>求めていること</dt>
        <dd>{need ? <Linked line={need} /> : 'まだ書かれていません'}</dd>
        <dt>取り次ぎの理由</dt>
        <dd>{props.reason}</dd>
        {facts.length > 0 && <dt>伝えられたこと</dt>}
        {facts.length > 0 && (
          <dd>
            <Lines lines={facts} />
          </dd>
        )}
        {answered.length > 0 && <dt>AIが答えたこと</dt>}
        {answered.length > 0 && (
          <dd>
            <ul>
              {answered.map((line) => (
                <li key={line.messageId}>
                  <Linked line={line} />
                  <span class="hint">
                    出典: {line.sources.map(({ title, date }) => `${title}${date ? `（${date}）` : ''}`).join('、')}
                  </span>
                </li>
              ))}
            </ul>
          </dd>
        )}
        {unresolved.length > 0 && <dt>まだ答えていないこと</dt>}
        {unresolved.length > 0 && (
          <dd>
            <Lines lines={unresolved} />
          </dd>
        )}
        <dt>次にすること</dt>
        <dd>{next}</dd>
      </dl>
    </details>
  )
}
