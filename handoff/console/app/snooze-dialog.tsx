import { useState } from 'preact/hooks'
import { Buttons, Dialog } from './dialogs.tsx'
import { localMinute } from './times.ts'

const choices = [
  ['hour', '1時間後'],
  ['opening', '明日以降の、次の受付開始'],
  ['chosen', '日時を選ぶ'],
] as const
type Choice = (typeof choices)[number][0]

const HOUR_MS = 3_600_000

/** Until when a case rests: three choices at hand, the moment of one's own in Japan's time. */
export function SnoozeDialog(props: { now: number; onClose: () => void; onSnooze: (rest: object) => void }) {
  const [choice, setChoice] = useState<Choice>('hour')
  const [moment, setMoment] = useState(() => localMinute(props.now + 2 * HOUR_MS))
  const rests: Record<Choice, () => object> = {
    hour: () => ({ minutes: 60 }),
    opening: () => ({ next: 'opening' }),
    chosen: () => ({ until: new Date(`${moment}:00+09:00`).toISOString() }),
  }
  return (
    <Dialog title="この相談を後で対応する" onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onSnooze(rests[choice]())
        }}
      >
        <p class="hint">
          それまでは「自分」の一覧から外れ、催促や自動の完了も止まります。相談者から言葉が届けば、すぐ再開します。
        </p>
        <fieldset>
          <legend>いつまで</legend>
          {choices.map(([value, label]) => (
            <label class="choice" key={value}>
              <input
                type="radio"
                name="rest"
                value={value}
                checked={choice === value}
                onChange={() => setChoice(value)}
              />
              {label}
            </label>
          ))}
        </fieldset>
        {choice === 'chosen' && (
          <div class="field">
            <label for="rest-until">再開する日時</label>
            <input
              id="rest-until"
              type="datetime-local"
              required
              value={moment}
              min={localMinute(props.now)}
              onInput={(event) => setMoment(event.currentTarget.value)}
            />
          </div>
        )}
        <Buttons submit="後で対応する" onClose={props.onClose} />
      </form>
    </Dialog>
  )
}
