import { useEffect, useState } from 'preact/hooks'
import type { TalkSummary } from '../../../desk/console-shapes.ts'
import type { CaseDetail } from '../../../desk/shapes.ts'
import { api } from '../api.ts'
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

const kinds: Record<TalkSummary['lines'][number]['kind'], string> = {
  need: '求めていること',
  told: '伝えられたこと',
  answered: '答えたこと',
  open: '残っていること',
}

/** The talk in the words of a model, asked for when a case that is new to them is opened, and when it changes hands. */
function WrittenSummary(props: { caseId: string; owner: string | null }) {
  const { caseId, owner } = props
  const [summary, setSummary] = useState<TalkSummary>()
  useEffect(() => {
    let left = false
    api.summary(caseId).then(
      (loaded) => !left && setSummary(loaded),
      () => undefined,
    )
    return () => {
      left = true
    }
  }, [caseId, owner])
  if (summary === undefined || summary.lines.length === 0) return null
  return (
    <section class="ai-summary" aria-label="AIの要約">
      <p class="badge plain">AI作成・要確認</p>
      <ul>
        {summary.lines.map((line) => (
          <li key={line.text}>
            <span class="hint">{kinds[line.kind]}: </span>
            <Linked line={{ text: line.text, messageId: line.messageIds[0] ?? '' }} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** On top of the thread: what is needed, what was told and answered, what is open. Taken from the talk word by word. */
export function HandOver(props: {
  handOver: CaseDetail['handOver']
  caseId: string
  owner: string | null
  writes: boolean
  reason: string
  open: boolean
}) {
  const { need, facts, answered, unresolved, next } = props.handOver
  return (
    <details class="hand-over" open={props.open}>
      <summary>
        引き継ぎの要点<span class="hint">自動で抜き出したものです。元の発言を確かめてください</span>
      </summary>
      {props.writes && props.open && <WrittenSummary caseId={props.caseId} owner={props.owner} />}
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
