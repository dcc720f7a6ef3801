import type { Choice } from './complete.ts'

export const choiceId = (index: number): string => `choice-${index}`

/** The list under the caret: canned replies or colleagues. The field keeps the focus and names the active line. */
export function Choices(props: {
  label: string
  choices: readonly Choice[]
  active: number
  onChoose: (choice: Choice) => void
}) {
  return (
    <div class="choices" id="choices" role="listbox" aria-label={props.label}>
      {props.choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which has the focus
        <div
          key={choice.id}
          id={choiceId(index)}
          class="choice-line"
          role="option"
          tabIndex={-1}
          aria-selected={index === props.active}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onChoose(choice)}
        >
          <strong>{choice.label}</strong> <span class="hint">{choice.hint}</span>
          {choice.words.length > choice.label.length + 1 && <span class="hint words">{choice.words.slice(0, 80)}</span>}
        </div>
      ))}
      {props.choices.length === 0 && <p class="hint">該当するものがありません</p>}
    </div>
  )
}
