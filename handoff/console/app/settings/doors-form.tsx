import { useState } from 'preact/hooks'
import type { Doors } from '../../../settings/shapes.ts'
import { doorNames } from '../words.ts'
import { Check, TextField } from './fields.tsx'
import { SettingSection } from './setting-section.tsx'
import type { Setting } from './use-setting.ts'

const doors = ['line', 'web', 'botframework', 'terminal'] as const

function Door(props: {
  name: (typeof doors)[number]
  value: Doors[(typeof doors)[number]]
  onChange: (next: Doors[(typeof doors)[number]]) => void
}) {
  const { value, onChange } = props
  return (
    <fieldset class={`door-switch${value.bot && value.staff ? '' : ' off'}`}>
      <legend>{doorNames[props.name]}</legend>
      <Check label="AIが応答する" checked={value.bot} onChange={(bot) => onChange({ ...value, bot })} />
      <Check label="相談員に取り次ぐ" checked={value.staff} onChange={(staff) => onChange({ ...value, staff })} />
      <TextField
        label="緊急のお知らせ（利用者に一度ずつ表示）"
        optional
        most={300}
        value={value.banner}
        onChange={(banner) => onChange({ ...value, banner })}
      />
    </fieldset>
  )
}

/** The kill switch and the emergency banner of each door. Never without a reason and a fresh proof of identity. */
export function DoorsForm(props: { setting: Setting<'doors'> }) {
  const { setting } = props
  const { value, change, kept } = setting
  const [reason, setReason] = useState('')
  if (value === undefined) return null
  const stopAll = () => change(Object.fromEntries(doors.map((door) => [door, { ...value[door], bot: false }])) as Doors)
  return (
    <SettingSection
      title="入口の停止と緊急のお知らせ"
      hint="保存するとすぐに効きます。理由は監査記録に残り、ご本人の確認が必要です。"
      {...setting}
      changed={kept}
      submit="理由を残して反映する"
      onSubmit={async () => {
        if (await setting.save(reason.trim())) setReason('')
      }}
    >
      <button type="button" class="danger" onClick={stopAll}>
        すべての入口でAIの応答を止める
      </button>
      {doors.map((door) => (
        <Door key={door} name={door} value={value[door]} onChange={(next) => change({ ...value, [door]: next })} />
      ))}
      <TextField label="理由（必須）" most={300} value={reason} onChange={setReason} />
    </SettingSection>
  )
}
