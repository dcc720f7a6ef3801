import { useEffect, useState } from 'preact/hooks'
import type { Hours } from '../../../settings/shapes.ts'
import { call } from '../api.ts'
import { Check, TextField } from './fields.tsx'
import { SettingSection } from './setting-section.tsx'
import type { Setting } from './use-setting.ts'

const weekdays = [
  ['mon', '月'],
  ['tue', '火'],
  ['wed', '水'],
  ['thu', '木'],
  ['fri', '金'],
  ['sat', '土'],
  ['sun', '日'],
] as const
const office = { open: '09:00', close: '17:00' }
const standardWeek = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [office]]))

type Week = NonNullable<Hours['weekly']>

function DayRow(props: {
  name: string
  ranges: readonly { open: string; close: string }[]
  onChange: (ranges: { open: string; close: string }[]) => void
}) {
  const { ranges, onChange } = props
  return (
    <tr>
      <th scope="row">{props.name}曜日</th>
      <td>
        {ranges.length === 0 && <span class="hint">休み</span>}
        {ranges.map((range, index) => {
          const put = (changes: object) =>
            onChange(ranges.map((other, at) => (at === index ? { ...other, ...changes } : other)))
          return (
            <span class="time-range" key={index}>
              <input
                type="time"
                required
                aria-label={`${props.name}曜日の開始`}
                value={range.open}
                onInput={(event) => put({ open: event.currentTarget.value })}
              />
              〜
              <input
                type="time"
                required
                aria-label={`${props.name}曜日の終了`}
                value={range.close}
                onInput={(event) => put({ close: event.currentTarget.value })}
              />
              <button
                type="button"
                class="small"
                aria-label={`${props.name}曜日の時間を消す`}
                onClick={() => onChange(ranges.filter((_, at) => at !== index))}
              >
                消す
              </button>
            </span>
          )
        })}
      </td>
      <td>
        <button
          type="button"
          class="small"
          aria-label={`${props.name}曜日に時間を足す`}
          onClick={() => onChange([...ranges, ranges.length === 0 ? office : { open: '13:00', close: '17:00' }])}
        >
          時間を足す
        </button>
      </td>
    </tr>
  )
}

function Closures(props: { value: Hours; change: (next: Hours) => void }) {
  const { value, change } = props
  const { closures } = value
  const put = (index: number, changes: object) =>
    change({ ...value, closures: closures.map((one, at) => (at === index ? { ...one, ...changes } : one)) })
  return (
    <fieldset>
      <legend>臨時の休み（年末年始など）</legend>
      {closures.map((closure, index) => (
        <div class="field-row" key={index}>
          <TextField label="から" type="date" value={closure.from} onChange={(from) => put(index, { from })} />
          <TextField label="まで" type="date" value={closure.to} onChange={(to) => put(index, { to })} />
          <TextField label="名前" most={60} value={closure.label} onChange={(label) => put(index, { label })} />
          <button
            type="button"
            aria-label={`${closure.label || '臨時の休み'}を消す`}
            onClick={() => change({ ...value, closures: closures.filter((_, at) => at !== index) })}
          >
            消す
          </button>
        </div>
      ))}
      <button
        type="button"
        onClick={() => change({ ...value, closures: [...closures, { from: '', to: '', label: '' }] })}
      >
        休みを足す
      </button>
    </fieldset>
  )
}

interface Preview {
  open: boolean
  nextOpening: string | null
  closures: { day: string; label: string }[]
}

/** When people are reached: the week, the holidays of the country, and closures of one's own. */
export function HoursForm(props: { setting: Setting<'hours'> }) {
  const { setting } = props
  const { value, change, kept } = setting
  const [preview, setPreview] = useState<Preview>()
  useEffect(() => {
    if (kept) call<Preview>('GET', 'hours/preview').then(setPreview, () => undefined)
  }, [kept])
  if (value === undefined) return null
  const week: Week | null = value.weekly
  return (
    <SettingSection
      title="受付時間"
      hint="時間外は、相談者に次の受付開始を伝え、AIが答え続けます。会話の途中で閉まっても、お知らせは送りません。"
      {...setting}
      changed={kept}
      submit="受付時間を保存"
      onSubmit={() => setting.save()}
    >
      <Check
        label="受付時間を決める（決めないときは、いつでも受け付けます）"
        checked={week !== null}
        onChange={(set) => change({ ...value, weekly: set ? standardWeek : null })}
      />
      {week && (
        <div class="table-box">
          <table>
            <caption class="hidden">曜日ごとの受付時間</caption>
            <tbody>
              {weekdays.map(([day, name]) => (
                <DayRow
                  key={day}
                  name={name}
                  ranges={week[day] ?? []}
                  onChange={(ranges) => change({ ...value, weekly: { ...week, [day]: ranges } })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Check
        label="国民の祝日・休日は休む"
        checked={value.holidays}
        onChange={(holidays) => change({ ...value, holidays })}
      />
      <Closures value={value} change={change} />
      {preview && (
        <p class="hint">
          保存されている設定では、いまは{preview.open ? '受付中' : '時間外'}です。
          {preview.closures.length > 0 &&
            `これから60日の休み: ${preview.closures.map(({ day, label }) => `${day}（${label}）`).join('、')}`}
        </p>
      )}
    </SettingSection>
  )
}
