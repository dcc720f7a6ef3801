export interface CandidateWords {
  question: string
  answer: string
}

/** The question and the answer of a candidate for the records, to be put right by hand. */
export function CandidateFields(props: {
  words: CandidateWords
  onChange: (words: CandidateWords) => void
  /** Where several stand on a page. */
  id?: string
}) {
  const { words, onChange, id = 'candidate' } = props
  return (
    <>
      <div class="field">
        <label for={`${id}-question`}>質問（必須・だれの相談か分からない形で）</label>
        <textarea
          id={`${id}-question`}
          required
          rows={3}
          maxLength={2000}
          value={words.question}
          onInput={(event) => onChange({ ...words, question: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={`${id}-answer`}>答え</label>
        <textarea
          id={`${id}-answer`}
          rows={5}
          maxLength={4000}
          value={words.answer}
          onInput={(event) => onChange({ ...words, answer: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
