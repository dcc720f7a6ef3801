export interface ResultDraft {
  kind: string
  partner: string
  /** YYYY-MM-DD */
  on: string
}

const today = (): string => new Date(Date.now() + 9 * 3_600_000).toISOString().slice(0, 10)
export const emptyResult = (): ResultDraft => ({ kind: 'matching', partner: 'university', on: today() })

/** Results that have a partner: a match always, a contract where it is known. */
const withPartner = new Set(['matching', 'contract'])

/** What came of the consultation, one row each, with the day it came about. */
export function ResultRows(props: {
  results: readonly ResultDraft[]
  kinds: Readonly<Record<string, string>>
  partners: Readonly<Record<string, string>>
  onChange: (results: ResultDraft[]) => void
  onAdd: () => void
}) {
  const { results, onChange } = props
  const put = (index: number, part: Partial<ResultDraft>) =>
    onChange(results.map((result, at) => (at === index ? { ...result, ...part } : result)))
  return (
    <fieldset class="results">
      <legend>成果</legend>
      {results.map((result, index) => (
        <fieldset class="result" aria-label={`成果${index + 1}`} key={`${index + 1}`}>
          <select
            aria-label="成果の種類"
            value={result.kind}
            onChange={(event) => put(index, { kind: event.currentTarget.value })}
          >
            {Object.entries(props.kinds).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
          {withPartner.has(result.kind) && (
            <select
              aria-label="相手の種類"
              value={result.partner}
              required={result.kind === 'matching'}
              onChange={(event) => put(index, { partner: event.currentTarget.value })}
            >
              {result.kind === 'contract' && <option value="">相手の種類</option>}
              {Object.entries(props.partners).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
          <input
            aria-label="成果の日"
            type="date"
            required
            max={today()}
            value={result.on}
            onInput={(event) => put(index, { on: event.currentTarget.value })}
          />
          <button type="button" class="quiet" onClick={() => onChange(results.filter((_, at) => at !== index))}>
            削除
          </button>
        </fieldset>
      ))}
      <button type="button" class="quiet" onClick={props.onAdd}>
        成果を加える
      </button>
    </fieldset>
  )
}
