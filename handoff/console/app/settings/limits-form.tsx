import type { Limits } from '../../../settings/shapes.ts'
import { NumberField } from './fields.tsx'
import { SettingSection } from './setting-section.tsx'
import type { Setting } from './use-setting.ts'

type Plain = { [Name in keyof Limits]: Limits[Name] extends number ? Name : never }[keyof Limits]
type PerDoor = Exclude<keyof Limits, Plain>

const plain: readonly [name: Plain, label: string, unit: string, most: number][] = [
  ['offerMinutes', '相談員の提案に答えがないまま取り下げるまで', '分', 1440],
  ['waitMinutes', '待ちが長いことを相談者に伝えるまで', '分', 1440],
  ['ownerSilentMinutes', '担当者の返信がないとき、未対応に戻すまで', '分', 1440],
  ['ownerAwayMinutes', '担当者が席にいないとき、未対応に戻すまで', '分', 1440],
  ['acceptMinutes', '自動で割り当てた相談を受けないとき、未対応に戻すまで', '分', 1440],
  ['transferMinutes', '引き継ぎ先が受けないとき、元の担当へ戻すまで', '分', 1440],
  ['wrapUpMinutes', '後処理を自動で完了にするまで', '分', 1440],
  ['awayMinutes', '操作がない職員を離席とするまで', '分', 240],
  ['unreachableDays', '届かない相談を完了にするまで', '日', 90],
  ['reopenHours', '続きの相談とみなす時間', '時間', 720],
  ['messagesAMinute', 'AIが1人に1分間で応答するメッセージの数', '件', 600],
]
const perDoor: readonly [name: PerDoor, label: string][] = [
  ['userSilentMinutes', '相談者の返信待ちに移すまで'],
  ['reminderMinutes', '返信待ちの相談者に一度声をかけるまで'],
  ['idleMinutes', '返信待ちのまま完了にするまで'],
]

/** How long everything may take before something happens by itself. */
export function LimitsForm(props: { setting: Setting<'limits'> }) {
  const { setting } = props
  const { value, change, kept } = setting
  if (value === undefined) return null
  return (
    <SettingSection title="時間の上限" {...setting} changed={kept} submit="上限を保存" onSubmit={() => setting.save()}>
      {plain.map(([name, label, unit, most]) => (
        <NumberField
          key={name}
          label={label}
          unit={unit}
          most={most}
          value={value[name]}
          onChange={(minutes) => change({ ...value, [name]: minutes })}
        />
      ))}
      {perDoor.map(([name, label]) => (
        <fieldset key={name}>
          <legend>{label}</legend>
          <NumberField
            label={`ウェブの画面（${label}）`}
            unit="分"
            most={20160}
            value={value[name].live}
            onChange={(live) => change({ ...value, [name]: { ...value[name], live } })}
          />
          <NumberField
            label={`LINEなど残るトーク（${label}）`}
            unit="分"
            most={43200}
            value={value[name].lasting}
            onChange={(lasting) => change({ ...value, [name]: { ...value[name], lasting } })}
          />
        </fieldset>
      ))}
    </SettingSection>
  )
}
