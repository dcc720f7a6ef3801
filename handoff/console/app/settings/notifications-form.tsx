import { useEffect, useState } from 'preact/hooks'
import { call } from '../api.ts'
import { momentText } from '../times.ts'
import { Check, NumberField, TextField } from './fields.tsx'
import { SettingSection } from './setting-section.tsx'
import type { Setting } from './use-setting.ts'

const emptyMail = { host: '', port: 587, secure: false, user: '', password: '', from: '', to: [''] }
const emptyWebhook = { url: '', format: 'slack' as const }
const kinds: Record<string, string> = {
  crisis: '緊急の相談',
  waiting: '待ちが長い',
  'nobody-there': '相談員が不在',
  'line-quota-80': 'LINEの配信数 80％',
  'line-quota-90': 'LINEの配信数 90％',
  'line-quota-100': 'LINEの配信上限',
  test: '試し',
}
const statuses: Record<string, string> = { pending: '送信待ち', sent: '送信済み', failed: '失敗' }

interface Alert {
  id: string
  kind: string
  channel: 'mail' | 'webhook'
  status: string
  error: string | null
  at: string
}

type Parts = { setting: Setting<'notifications'> }

function MailFields({ setting }: Parts) {
  const { value, change, kept } = setting
  const mail = value?.mail
  if (!value || !mail) return null
  const put = (changes: Partial<typeof mail>) => change({ ...value, mail: { ...mail, ...changes } })
  return (
    <>
      <div class="field-row">
        <TextField label="SMTPサーバー" value={mail.host} onChange={(host) => put({ host })} />
        <NumberField label="ポート" unit="" most={65535} value={mail.port} onChange={(port) => put({ port })} />
      </div>
      <Check
        label="はじめからTLSで接続する（465番など）"
        checked={mail.secure}
        onChange={(secure) => put({ secure })}
      />
      <TextField label="ユーザー名" optional value={mail.user} onChange={(user) => put({ user })} />
      <TextField
        label="パスワード"
        type="password"
        optional
        hint={kept?.passwordSet ? '保存されています。変えるときだけ入力してください' : ''}
        value={mail.password}
        onChange={(password) => put({ password })}
      />
      <TextField label="差出人" type="email" value={mail.from} onChange={(from) => put({ from })} />
      <TextField
        label="宛先（「,」で区切る）"
        most={2000}
        value={mail.to.join(', ')}
        onChange={(to) => put({ to: to.split(/[,、]\s*/) })}
      />
    </>
  )
}

function WebhookFields({ setting }: Parts) {
  const { value, change } = setting
  const webhook = value?.webhook
  if (!value || !webhook) return null
  return (
    <>
      <TextField
        label="WebhookのURL"
        type="url"
        most={2000}
        value={webhook.url}
        onChange={(url) => change({ ...value, webhook: { ...webhook, url } })}
      />
      <fieldset>
        <legend>形式</legend>
        {(['slack', 'teams'] as const).map((format) => (
          <label class="choice" key={format}>
            <input
              type="radio"
              name="webhook-format"
              checked={webhook.format === format}
              onChange={() => change({ ...value, webhook: { ...webhook, format } })}
            />
            {format === 'slack' ? 'Slack' : 'Microsoft Teams'}
          </label>
        ))}
      </fieldset>
    </>
  )
}

/** Where staff who are not at the desk hear of what waits. No notification holds words of a resident. */
export function NotificationsForm(props: Parts & { csrf: string; mayChange: boolean }) {
  const { setting, csrf } = props
  const { value, change, kept } = setting
  const [alerts, setAlerts] = useState<Alert[]>([])
  const [tested, setTested] = useState('')
  useEffect(() => {
    if (kept)
      call<{ alerts: Alert[] }>('GET', 'notifications/recent').then(
        (answer) => setAlerts(answer.alerts),
        () => undefined,
      )
  }, [kept, tested])
  const test = () =>
    call<{ channels: number }>('POST', 'notifications/test', { csrf }).then(
      ({ channels }) => setTested(channels === 0 ? '送る先が設定されていません' : `${channels}か所へ送りました`),
      () => setTested('送れませんでした'),
    )
  if (value === undefined) return null
  return (
    <SettingSection
      title="席を離れた職員への通知"
      hint={`相談の内容は含みません。${props.mayChange ? '' : '変更できるのは管理者だけです。'}`}
      {...setting}
      changed={kept}
      submit="通知を保存"
      onSubmit={() => setting.save()}
    >
      <NumberField
        label="待ちがこの長さになったら知らせる"
        unit="分"
        most={1440}
        value={value.waitingMinutes}
        onChange={(waitingMinutes) => change({ ...value, waitingMinutes })}
      />
      <Check
        label="メールで知らせる"
        checked={value.mail !== null}
        onChange={(wished) => change({ ...value, mail: wished ? emptyMail : null })}
      />
      <MailFields setting={setting} />
      <Check
        label="チャット（Webhook）で知らせる"
        checked={value.webhook !== null}
        onChange={(wished) => change({ ...value, webhook: wished ? emptyWebhook : null })}
      />
      <WebhookFields setting={setting} />
      {props.mayChange && (
        <div class="row-buttons">
          <button type="button" onClick={test}>
            保存した宛先へ試しに送る
          </button>
          <span role="status">{tested}</span>
        </div>
      )}
      {alerts.length > 0 && (
        <div class="table-box">
          <table>
            <caption>最近の通知</caption>
            <tbody>
              {alerts.slice(0, 10).map((alert) => (
                <tr key={alert.id}>
                  <td>{momentText(alert.at, Date.now())}</td>
                  <td>{kinds[alert.kind] ?? alert.kind}</td>
                  <td>{alert.channel === 'mail' ? 'メール' : 'チャット'}</td>
                  <td>
                    {statuses[alert.status] ?? alert.status}
                    {alert.error && `（${alert.error}）`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </SettingSection>
  )
}
