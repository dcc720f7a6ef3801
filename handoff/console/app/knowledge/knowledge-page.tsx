import { useCallback, useEffect, useState } from 'preact/hooks'
import type { CandidateView } from '../../../desk/candidate-operations.ts'
import { call } from '../api.ts'
import { Dialog } from '../dialogs.tsx'
import { Form } from '../forms.tsx'
import { PageFrame, type PageProps, wordsOf } from '../people/page-frame.tsx'
import { atClock } from '../people/people-words.ts'
import { CandidateFields } from './candidate-fields.tsx'

type Status = CandidateView['status']

const tabs: readonly [Status, string][] = [
  ['open', '未処理'],
  ['accepted', '採用'],
  ['closed', '採用しない'],
]
const pathOf = ({ caseId }: CandidateView) => `faq-candidates/${encodeURIComponent(caseId)}`

function Candidate(props: { candidate: CandidateView; onAccept: () => void; onClose: () => void }) {
  const { candidate } = props
  return (
    <li class="section candidate">
      <h2>{candidate.question}</h2>
      <p class="candidate-answer">{candidate.answer || '（答えはまだありません）'}</p>
      <p class="hint">
        話題: {candidate.topic}・{atClock(candidate.openedAt)}（{candidate.openedBy}）・
        <a href={`/desk#case/${candidate.caseId}`}>元の相談</a>
        {candidate.decidedAt && `・${atClock(candidate.decidedAt)} に処理（${candidate.decidedBy}）`}
        {candidate.note && `・理由: ${candidate.note}`}
      </p>
      {candidate.status === 'open' && (
        <div class="buttons">
          <button type="button" class="quiet" onClick={props.onClose}>
            採用しない
          </button>
          <button type="button" class="primary" onClick={props.onAccept}>
            確かめて採用する
          </button>
        </div>
      )}
    </li>
  )
}

/** What the records did not answer, with the answer of staff: to be taken for the records, or closed with a reason. */
export function KnowledgePage(props: PageProps) {
  const { me, onGone } = props
  const [status, setStatus] = useState<Status>('open')
  const [candidates, setCandidates] = useState<readonly CandidateView[]>()
  const [deciding, setDeciding] = useState<{ candidate: CandidateView; accept: boolean }>()
  const [words, setWords] = useState({ question: '', answer: '' })
  const [fault, setFault] = useState('')
  const [done, setDone] = useState('')
  const load = useCallback(() => {
    call<{ candidates: CandidateView[] }>('GET', `faq-candidates?status=${status}`).then(
      (answer) => setCandidates(answer.candidates),
      (thrown) => setFault(wordsOf(thrown, onGone)),
    )
  }, [status, onGone])
  useEffect(load, [load])

  const decide = (candidate: CandidateView, accept: boolean) => {
    setWords({ question: candidate.question, answer: candidate.answer })
    setDone('')
    setDeciding({ candidate, accept })
  }
  const finish = async (fields: Record<string, string>) => {
    if (deciding === undefined) return
    const { candidate, accept } = deciding
    const body = accept ? words : { note: fields.note ?? '' }
    await call('POST', `${pathOf(candidate)}/${accept ? 'accept' : 'close'}`, { csrf: me.csrf, body })
    setDeciding(undefined)
    setDone(accept ? '採用しました。' : '閉じました。')
    load()
  }
  return (
    <PageFrame me={me} onGone={onGone} title="資料の候補">
      <p class="hint">
        相談を完了するときに「資料に答えが無かった」とした質問と、職員の答えです。採用したものは、資料（knowledge/corpus）に書き足す一覧として残ります。
      </p>
      <fieldset class="candidate-states">
        <legend class="hidden">候補の状態</legend>
        {tabs.map(([name, label]) => (
          <button
            type="button"
            key={name}
            class={name === status ? 'primary' : 'quiet'}
            aria-pressed={name === status}
            onClick={() => setStatus(name)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <p class="fault" role="alert">
        {fault}
      </p>
      <p role="status">{done}</p>
      {candidates?.length === 0 && <p class="empty">候補はありません。</p>}
      <ul class="candidates">
        {candidates?.map((candidate) => (
          <Candidate
            key={candidate.caseId}
            candidate={candidate}
            onAccept={() => decide(candidate, true)}
            onClose={() => decide(candidate, false)}
          />
        ))}
      </ul>
      {deciding && (
        <Dialog title={deciding.accept ? '資料に採用する' : '採用せずに閉じる'} onClose={() => setDeciding(undefined)}>
          <Form submit={deciding.accept ? '採用する' : '閉じる'} onSubmit={finish}>
            {deciding.accept ? (
              <CandidateFields words={words} onChange={setWords} />
            ) : (
              <div class="field">
                <label for="close-note">採用しない理由（必須）</label>
                <textarea id="close-note" name="note" required rows={3} maxLength={300} />
              </div>
            )}
          </Form>
          <div class="buttons">
            <button type="button" class="quiet" onClick={() => setDeciding(undefined)}>
              やめる
            </button>
          </div>
        </Dialog>
      )}
    </PageFrame>
  )
}
