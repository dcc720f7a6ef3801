import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Suggestion, Suggestions } from '../../../desk/console-shapes.ts'
import { api, Refusal } from '../api.ts'

function One(props: { suggestion: Suggestion; stale: boolean; onUse: () => void; onReject: () => void }) {
  const { suggestion } = props
  return (
    <li class="suggestion">
      <p class="meta">
        <span class="who">{suggestion.source === 'answer' ? 'AIの回答案' : `資料: ${suggestion.title}`}</span>
      </p>
      <p class="text">{suggestion.text}</p>
      <p class="hint">
        出典:{' '}
        {suggestion.sources.map((source, index) => (
          <span key={`${source.title}${source.url}`}>
            {index > 0 && '、'}
            {source.url?.startsWith('http') ? (
              <a href={source.url} target="_blank" rel="noreferrer">
                {source.title}
              </a>
            ) : (
              source.title
            )}
            {source.date && `（${source.date}）`}
          </span>
        ))}
      </p>
      <div class="row-buttons">
        <button type="button" aria-disabled={props.stale} onClick={() => !props.stale && props.onUse()}>
          返信欄に入れる
        </button>
        <button type="button" class="quiet" onClick={props.onReject}>
          使わない
        </button>
      </div>
    </li>
  )
}

/** Answers proposed for the user's newest words, asked for by hand. Nothing is sent by itself. */
export function SuggestionList(props: {
  caseId: string
  csrf: string
  /** Place of the user's newest words: what was proposed for older ones is stale. */
  newest: number
  onUse: (suggestion: Suggestion) => void
  onClose: () => void
}) {
  const [found, setFound] = useState<Suggestions>()
  const [state, setState] = useState<'asked' | 'there'>('asked')
  const [fault, setFault] = useState('')
  const { caseId } = props
  const ask = useCallback(async () => {
    setState('asked')
    setFault('')
    try {
      setFound(await api.suggestions(caseId))
    } catch (thrown) {
      setFault(thrown instanceof Refusal ? thrown.message : '案を作れませんでした。')
    }
    setState('there')
  }, [caseId])
  useEffect(() => {
    ask()
  }, [ask])
  const stale = found !== undefined && found.sequence < props.newest
  const reject = (suggestion: Suggestion) => {
    setFound(found && { ...found, suggestions: found.suggestions.filter((other) => other !== suggestion) })
    const body = { source: suggestion.source, verdict: 'rejected' }
    api.judgeSuggestion(props.caseId, props.csrf, body).catch(() => undefined)
  }
  return (
    <section class="suggestions" aria-label="回答案">
      <div class="suggestions-head">
        <h2>回答案</h2>
        <p class="hint">自動では送りません。出典を確かめ、必要なら直して使ってください。</p>
        <button type="button" class="small" onClick={ask}>
          作り直す
        </button>
        <button type="button" class="small" onClick={props.onClose}>
          閉じる
        </button>
      </div>
      <p role="status">
        {state === 'asked' && '案を作っています…'}
        {stale && '新しい発言がありました。作り直してください。'}
        {state === 'there' && found?.suggestions.length === 0 && '出典のある案は見つかりませんでした。'}
        {fault}
      </p>
      <ul>
        {(found?.suggestions ?? []).map((suggestion) => (
          <One
            key={`${suggestion.source} ${suggestion.text}`}
            suggestion={suggestion}
            stale={stale}
            onUse={() => props.onUse(suggestion)}
            onReject={() => reject(suggestion)}
          />
        ))}
      </ul>
    </section>
  )
}
