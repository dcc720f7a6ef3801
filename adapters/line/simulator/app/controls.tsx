import type { ChatAction, ChatState } from '../chat.ts'
import { words } from './words.ts'

/** Beside the chat: what only a simulator can do, and what went over the wire. */
export function Controls(props: {
  state: ChatState
  device: 'phone' | 'computer'
  setDevice: (device: 'phone' | 'computer') => void
  act: (action: ChatAction) => void
}) {
  const { state, device, setDevice, act } = props
  const { limit, used } = state.quota
  const usedUp = limit !== undefined
  return (
    <aside class="controls">
      <h1>{words.title}</h1>
      <p>{words.lead}</p>
      <fieldset>
        <legend>{words.device}</legend>
        {(['phone', 'computer'] as const).map((kind) => (
          <label key={kind}>
            <input type="radio" name="device" checked={device === kind} onChange={() => setDevice(kind)} />
            {words[kind]}
          </label>
        ))}
        <p class="hint">{words.computerNote}</p>
      </fieldset>
      <div class="buttons">
        {state.isFriend ? (
          <>
            <button type="button" onClick={() => act({ type: 'sticker' })}>
              {words.sticker}
            </button>
            <button type="button" onClick={() => act({ type: 'block' })}>
              {words.block}
            </button>
          </>
        ) : null}
      </div>
      <fieldset>
        <legend>{words.quota}</legend>
        <p>{words.quotaState(used, limit)}</p>
        <button type="button" aria-pressed={usedUp} onClick={() => act({ type: 'quota', usedUp: !usedUp })}>
          {usedUp ? words.quotaFree : words.quotaUsedUp}
        </button>
      </fieldset>
      {state.deskUrl ? (
        <p>
          <a class="desk" href={state.deskUrl} target="_blank" rel="noopener noreferrer">
            {words.desk}
          </a>
          <span class="hint">{words.deskNote}</span>
        </p>
      ) : null}
      <details>
        <summary>{words.calls}</summary>
        {state.calls.length === 0 ? <p>{words.noCalls}</p> : null}
        <ol>
          {state.calls.toReversed().map(({ endpoint, status, at }, index) => (
            <li key={index} data-refused={status !== 200 && status !== 202 ? '' : undefined}>
              <time>{new Date(at).toLocaleTimeString('ja-JP', { timeZone: 'Asia/Tokyo' })}</time>
              <code>{endpoint}</code>
              <b>{status}</b>
            </li>
          ))}
        </ol>
      </details>
    </aside>
  )
}
