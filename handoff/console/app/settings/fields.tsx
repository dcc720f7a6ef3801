import { useId } from 'preact/hooks'

/** A whole number of something, between bounds. */
export function NumberField(props: {
  label: string
  unit: string
  value: number
  most: number
  least?: number
  onChange: (value: number) => void
}) {
  const id = useId()
  return (
    <div class="number-field">
      <label for={id}>{props.label}</label>
      <span>
        <input
          id={id}
          type="number"
          required
          min={props.least ?? 1}
          max={props.most}
          value={props.value}
          onInput={(event) => props.onChange(event.currentTarget.valueAsNumber)}
        />
        {props.unit}
      </span>
    </div>
  )
}

export function TextField(props: {
  label: string
  value: string
  onChange: (value: string) => void
  type?: 'text' | 'email' | 'password' | 'url' | 'date' | 'time'
  most?: number
  optional?: boolean
  hint?: string
}) {
  const id = useId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        // The types of Preact part the kinds of inputs, of which this may be any.
        type={(props.type ?? 'text') as 'text'}
        required={!props.optional}
        maxLength={props.most ?? 255}
        autocomplete="off"
        value={props.value}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

export function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}
