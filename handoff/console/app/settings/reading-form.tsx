import { useState } from 'preact/hooks'
import { Check, TextField } from './fields.tsx'
import { SettingSection } from './setting-section.tsx'
import type { Setting } from './use-setting.ts'

/** Whether advisers read the cases of other teams. Changed by administrators, with a reason and a fresh proof. */
export function ReadingForm(props: { setting: Setting<'reading'>; mayChange: boolean }) {
  const { setting, mayChange } = props
  const { value, change, kept } = setting
  const [reason, setReason] = useState('')
  if (value === undefined) return null
  const meaning = value.ownTeamsOnly ? '相談員は自分の班の相談だけを読めます' : '相談員はすべての相談を読めます'
  if (!mayChange) {
    return (
      <section class="section">
        <h2>読める相談の範囲</h2>
        <p>{meaning}。変更は管理者が行います。</p>
      </section>
    )
  }
  return (
    <SettingSection
      title="読める相談の範囲"
      hint="班の決まっていない相談、自分が担当している相談、メモで名前を挙げられた相談は、いつでも読めます。主任・管理者・監査には効きません。"
      {...setting}
      changed={kept}
      submit="理由を残して反映する"
      onSubmit={async () => {
        if (await setting.save(reason.trim())) setReason('')
      }}
    >
      <Check
        label="相談員は、自分の班の相談だけを読める"
        checked={value.ownTeamsOnly}
        onChange={(ownTeamsOnly) => change({ ...value, ownTeamsOnly })}
      />
      <TextField label="理由（必須）" most={300} value={reason} onChange={setReason} />
    </SettingSection>
  )
}
