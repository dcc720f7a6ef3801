import { useCallback } from 'preact/hooks'
import { PageFrame, type PageProps, wordsOf as wordsOfRefusal } from '../people/page-frame.tsx'
import { useProof } from '../people/use-proof.tsx'
import { useFragment } from '../state/use-fragment.ts'
import { CannedForm } from './canned-form.tsx'
import { DoorsForm } from './doors-form.tsx'
import { HoursForm } from './hours-form.tsx'
import { LimitsForm } from './limits-form.tsx'
import { MacrosForm } from './macros-form.tsx'
import { NotificationsForm } from './notifications-form.tsx'
import { ReadingForm } from './reading-form.tsx'
import { TeamsForm } from './teams-form.tsx'
import { useSetting } from './use-setting.ts'

const sections = {
  hours: '受付時間',
  teams: '班と受け持ち',
  canned: '定型文',
  macros: 'マクロ',
  limits: '時間の上限',
  notifications: '通知',
  reading: '閲覧の範囲',
  doors: '停止とお知らせ',
} as const
type SectionName = keyof typeof sections

const sectionIn = (fragment: string): SectionName => (fragment in sections ? (fragment as SectionName) : 'hours')

function Section(props: PageProps & { name: SectionName }) {
  const { me, onMe, onGone, name } = props
  const { withProof, proofDialog } = useProof(me, onMe)
  const wordsOf = useCallback((thrown: unknown) => wordsOfRefusal(thrown, onGone), [onGone])
  const parts = { csrf: me.csrf, withProof, wordsOf }
  return (
    <>
      {name === 'hours' && <Hours {...parts} />}
      {name === 'limits' && <Limits {...parts} />}
      {name === 'doors' && <Doors {...parts} />}
      {name === 'notifications' && <Notifications {...parts} mayChange={me.permissions.includes('staff.manage')} />}
      {name === 'reading' && <Reading {...parts} mayChange={me.permissions.includes('staff.manage')} />}
      {name === 'teams' && <TeamsForm csrf={me.csrf} wordsOf={wordsOf} />}
      {name === 'macros' && <MacrosForm csrf={me.csrf} wordsOf={wordsOf} />}
      {name === 'canned' && <CannedForm csrf={me.csrf} wordsOf={wordsOf} />}
      {proofDialog}
    </>
  )
}

type Parts = Parameters<typeof useSetting>[1]
const Hours = (parts: Parts) => <HoursForm setting={useSetting('hours', parts)} />
const Limits = (parts: Parts) => <LimitsForm setting={useSetting('limits', parts)} />
const Doors = (parts: Parts) => <DoorsForm setting={useSetting('doors', parts)} />
const Reading = (parts: Parts & { mayChange: boolean }) => (
  <ReadingForm setting={useSetting('reading', parts)} mayChange={parts.mayChange} />
)
const Notifications = (parts: Parts & { mayChange: boolean }) => (
  <NotificationsForm setting={useSetting('notifications', parts)} csrf={parts.csrf} mayChange={parts.mayChange} />
)

/** What the desk is set to, section by section; the address says which. */
export function SettingsPage(props: PageProps) {
  const name = useFragment(sectionIn)
  return (
    <PageFrame me={props.me} onGone={props.onGone} title="設定">
      <nav class="section-nav" aria-label="設定の種類">
        {Object.entries(sections).map(([key, label]) => (
          <a key={key} href={`#${key}`} aria-current={key === name ? 'true' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <Section {...props} name={name} />
    </PageFrame>
  )
}
