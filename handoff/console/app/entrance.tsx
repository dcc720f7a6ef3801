import { render, type VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Opening } from '../../desk/opening.ts'
import type { Me } from '../../desk/shapes.ts'
import { api, Refusal } from './api.ts'
import { LoginForm, SetupForm } from './forms.tsx'
import { takeOpening } from './opening.ts'
import { DutiesPage } from './people/account-page.tsx'
import type { PageProps } from './people/page-frame.tsx'
import { signOnRefusals } from './people/people-words.ts'
import './style/console.css'

type Door =
  | { at: 'checking' }
  | { at: 'login'; notice: string }
  | { at: 'setup'; token: string }
  | { at: 'inside'; me: Me; opening?: Opening }

/** What a sign-on that came to nothing says in the address. */
const signOnNotice = (): string => signOnRefusals[new URLSearchParams(location.search).get('sign-on') ?? ''] ?? ''

/** What stands behind the log-in; `page` is the last part of the address, empty for the desk itself. */
type Inside = (props: PageProps & { page: string; opening: Opening | undefined }) => VNode

const pageInAddress = (): string => location.pathname.split('/')[2] ?? ''

/** Set-up, log-in and what must be done first; then what is inside. */
function Entrance(props: { opening: Opening | undefined; inside: Inside }) {
  const page = pageInAddress()
  const setupToken = page === 'setup' ? location.hash.slice(1) : ''
  const [door, setDoor] = useState<Door>(() => {
    const { opening } = props
    if (opening) return { at: 'inside', me: opening.me, opening }
    return setupToken ? { at: 'setup', token: setupToken } : { at: 'checking' }
  })

  useEffect(() => {
    if (door.at !== 'checking') return
    const notice = signOnNotice()
    if (notice !== '') history.replaceState(null, '', location.pathname)
    api.me().then(
      (me) => setDoor({ at: 'inside', me }),
      (thrown) => {
        const unreached = thrown instanceof Refusal && thrown.status === 0
        setDoor({ at: 'login', notice: unreached ? thrown.message : notice })
      },
    )
  }, [door.at])

  const enter = (me: Me) => {
    if (page === 'setup') history.replaceState(null, '', '/desk')
    setDoor({ at: 'inside', me })
  }

  if (door.at === 'setup') return <SetupForm token={door.token} onDone={enter} />
  if (door.at === 'login') return <LoginForm notice={door.notice} onLogin={enter} />
  if (door.at === 'checking') return <p class="starting">読み込んでいます…</p>
  const shown = { me: door.me, onMe: enter, onGone: (notice: string) => setDoor({ at: 'login', notice }) }
  if (door.me.duties.length > 0) return <DutiesPage {...shown} />
  return props.inside({ ...shown, page, opening: door.opening })
}

/** Puts a part of the console into its page. */
export function openConsole(inside: Inside): void {
  const root = document.getElementById('desk')
  if (root === null) return
  root.textContent = ''
  render(<Entrance opening={takeOpening()} inside={inside} />, root)
}
