import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Me } from '../../desk/shapes.ts'
import { api, Refusal } from './api.ts'
import { Desk } from './desk.tsx'
import { LoginForm, SetupForm } from './forms.tsx'
import './style/console.css'

type Door =
  | { at: 'checking' }
  | { at: 'login'; notice: string }
  | { at: 'setup'; token: string }
  | { at: 'desk'; me: Me }

/** Which of the three pages stands: set-up, log-in or the desk. */
function App() {
  const setupToken = location.pathname.endsWith('/setup') ? location.hash.slice(1) : ''
  const [door, setDoor] = useState<Door>(setupToken ? { at: 'setup', token: setupToken } : { at: 'checking' })

  useEffect(() => {
    if (door.at !== 'checking') return
    api.me().then(
      (me) => setDoor({ at: 'desk', me }),
      (thrown) =>
        setDoor({ at: 'login', notice: thrown instanceof Refusal && thrown.status === 0 ? thrown.message : '' }),
    )
  }, [door.at])

  const enter = (me: Me) => {
    if (location.pathname !== '/desk') history.replaceState(null, '', '/desk')
    setDoor({ at: 'desk', me })
  }

  if (door.at === 'setup') return <SetupForm token={door.token} onDone={enter} />
  if (door.at === 'login') return <LoginForm notice={door.notice} onLogin={enter} />
  if (door.at === 'desk') {
    return <Desk me={door.me} onGone={(notice) => setDoor({ at: 'login', notice })} />
  }
  return <p class="starting">読み込んでいます…</p>
}

const root = document.getElementById('desk')
if (root) {
  root.textContent = ''
  render(<App />, root)
}
