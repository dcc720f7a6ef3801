import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Opening } from '../../desk/opening.ts'
import type { Me } from '../../desk/shapes.ts'
import { api, Refusal } from './api.ts'
import { Desk } from './desk.tsx'
import { LoginForm, SetupForm } from './forms.tsx'
import { KnowledgePage } from './knowledge/knowledge-page.tsx'
import { takeOpening } from './opening.ts'
import { AccountPage, DutiesPage } from './people/account-page.tsx'
import { AuditPage } from './people/audit-page.tsx'
import { signOnRefusals } from './people/people-words.ts'
import { StaffPage } from './people/staff-page.tsx'
import { SettingsPage } from './settings/settings-page.tsx'
import { WallPage } from './wall/wall-page.tsx'
import './style/console.css'

type Door =
  | { at: 'checking' }
  | { at: 'login'; notice: string }
  | { at: 'setup'; token: string }
  | { at: 'desk'; me: Me; opening?: Opening }

/** What a sign-on that came to nothing says in the address. */
const signOnNotice = (): string => signOnRefusals[new URLSearchParams(location.search).get('sign-on') ?? ''] ?? ''

/** Which page stands: set-up, log-in, what must be done first, the desk, or one about people. */
function App(props: { opening: Opening | undefined }) {
  const page = location.pathname.split('/')[2] ?? ''
  const setupToken = page === 'setup' ? location.hash.slice(1) : ''
  const [door, setDoor] = useState<Door>(() => {
    const { opening } = props
    if (opening) return { at: 'desk', me: opening.me, opening }
    return setupToken ? { at: 'setup', token: setupToken } : { at: 'checking' }
  })

  useEffect(() => {
    if (door.at !== 'checking') return
    const notice = signOnNotice()
    if (notice !== '') history.replaceState(null, '', location.pathname)
    api.me().then(
      (me) => setDoor({ at: 'desk', me }),
      (thrown) => {
        const unreached = thrown instanceof Refusal && thrown.status === 0
        setDoor({ at: 'login', notice: unreached ? thrown.message : notice })
      },
    )
  }, [door.at])

  const enter = (me: Me) => {
    if (page === 'setup') history.replaceState(null, '', '/desk')
    setDoor({ at: 'desk', me })
  }

  if (door.at === 'setup') return <SetupForm token={door.token} onDone={enter} />
  if (door.at === 'login') return <LoginForm notice={door.notice} onLogin={enter} />
  if (door.at === 'desk') {
    const shown = { me: door.me, onMe: enter, onGone: (notice: string) => setDoor({ at: 'login', notice }) }
    if (door.me.duties.length > 0) return <DutiesPage {...shown} />
    if (page === 'account') return <AccountPage {...shown} />
    if (page === 'staff') return <StaffPage {...shown} />
    if (page === 'audit') return <AuditPage {...shown} />
    if (page === 'settings') return <SettingsPage {...shown} />
    if (page === 'knowledge') return <KnowledgePage {...shown} />
    if (page === 'wall') return <WallPage {...shown} />
    return <Desk me={door.me} opening={door.opening} onGone={shown.onGone} />
  }
  return <p class="starting">読み込んでいます…</p>
}

const root = document.getElementById('desk')
if (root) {
  root.textContent = ''
  render(<App opening={takeOpening()} />, root)
}
