import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ChatAction, ChatState } from '../chat.ts'
import { Controls } from './controls.tsx'
import { Phone } from './phone.tsx'
import { words } from './words.ts'
import './style/simulator.css'

function act(action: ChatAction): void {
  // What came of it arrives with the next state.
  void fetch('/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(action),
    signal: AbortSignal.timeout(15_000),
  }).catch(() => undefined)
}

function Simulator() {
  const [state, setState] = useState<ChatState>()
  const [lost, setLost] = useState(false)
  const [device, setDevice] = useState<'phone' | 'computer'>('phone')
  useEffect(() => {
    const source = new EventSource('/state')
    source.addEventListener('state', (event) => {
      setState(JSON.parse(event.data) as ChatState)
      setLost(false)
    })
    source.addEventListener('error', () => setLost(true))
    return () => source.close()
  }, [])
  if (!state) return <p class="starting">{lost ? words.lost : '読み込んでいます…'}</p>
  return (
    <main>
      {lost ? (
        <p class="lost" role="alert">
          {words.lost}
        </p>
      ) : null}
      <Phone state={state} device={device} act={act} />
      <Controls state={state} device={device} setDevice={setDevice} act={act} />
    </main>
  )
}

const root = document.getElementById('simulator')
if (root) {
  root.textContent = ''
  render(<Simulator />, root)
}
