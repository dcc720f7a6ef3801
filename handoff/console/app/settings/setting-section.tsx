import type { ComponentChildren } from 'preact'
import { momentText } from '../times.ts'

/** A card with a form: what went wrong, what was kept, and by whom it was changed last. */
export function SettingSection(props: {
  title: string
  hint?: string
  notice: string
  fault: string
  changed?: { changedBy: string | null; changedAt: string | null; reason: string | null } | undefined
  submit: string
  onSubmit: () => void
  children: ComponentChildren
}) {
  const { changed } = props
  return (
    <section class="section">
      <h2>{props.title}</h2>
      {props.hint && <p class="hint">{props.hint}</p>}
      <form
        class="setting-form"
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        {props.children}
        <p class="fault" role="alert">
          {props.fault}
        </p>
        <div class="row-buttons">
          <button type="submit" class="primary">
            {props.submit}
          </button>
          <span class="done" role="status">
            {props.notice}
          </span>
        </div>
      </form>
      {changed?.changedAt && (
        <p class="hint">
          最後の変更: {momentText(changed.changedAt, Date.now())} {changed.changedBy}
          {changed.reason && `（${changed.reason}）`}
        </p>
      )}
    </section>
  )
}
