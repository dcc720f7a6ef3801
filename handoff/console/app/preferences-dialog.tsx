import { useState } from 'preact/hooks'
import type { Player } from './alerts/sounds.ts'
import { Dialog } from './dialogs.tsx'
import { type Preferences, type SoundName, soundNames } from './preferences.ts'

function SoundFields(props: {
  preferences: Preferences
  onChange: (next: Preferences) => void
  player: Player | undefined
}) {
  const { preferences, onChange } = props
  return (
    <fieldset>
      <legend>新しい相談や返信の音</legend>
      {(Object.keys(soundNames) as SoundName[]).map((name) => (
        <label class="choice" key={name}>
          <input
            type="radio"
            name="sound"
            checked={preferences.sound === name}
            onChange={() => onChange({ ...preferences, sound: name })}
          />
          {soundNames[name]}
        </label>
      ))}
      <div class="field">
        <label for="volume">音の大きさ（{Math.round(preferences.volume * 100)}%）</label>
        <input
          id="volume"
          type="range"
          min="0"
          max="100"
          step="5"
          value={Math.round(preferences.volume * 100)}
          onInput={(event) => onChange({ ...preferences, volume: Number(event.currentTarget.value) / 100 })}
        />
      </div>
      <label class="choice">
        <input
          type="checkbox"
          checked={preferences.repeat}
          onChange={(event) => onChange({ ...preferences, repeat: event.currentTarget.checked })}
        />
        画面に触れるまで30秒ごとにくり返す
      </label>
      <button type="button" onClick={() => props.player?.play(preferences.sound, preferences.volume)}>
        音を試す
      </button>
    </fieldset>
  )
}

/** What each person sets for themselves on this machine. */
export function PreferencesDialog(props: {
  preferences: Preferences
  onChange: (next: Preferences) => void
  player: Player | undefined
  onClose: () => void
}) {
  const { preferences, onChange } = props
  const [refused, setRefused] = useState(false)
  const wishDesktop = async (wished: boolean) => {
    const granted =
      wished && typeof Notification !== 'undefined' && (await Notification.requestPermission()) === 'granted'
    setRefused(wished && !granted)
    onChange({ ...preferences, desktop: granted })
  }
  return (
    <Dialog title="個人設定" onClose={props.onClose}>
      <div class="small-form">
        <p class="hint">この端末のこのブラウザーにだけ残ります。</p>
        <fieldset>
          <legend>送信のキー</legend>
          {(['ctrl-enter', 'enter'] as const).map((key) => (
            <label class="choice" key={key}>
              <input
                type="radio"
                name="send-key"
                checked={preferences.sendKey === key}
                onChange={() => onChange({ ...preferences, sendKey: key })}
              />
              {key === 'enter' ? 'Enter で送信（Shift + Enter で改行）' : 'Ctrl + Enter で送信（Enter で改行）'}
            </label>
          ))}
        </fieldset>
        <SoundFields {...props} />
        <fieldset>
          <legend>デスクトップ通知</legend>
          <label class="choice">
            <input
              type="checkbox"
              checked={preferences.desktop}
              onChange={(event) => wishDesktop(event.currentTarget.checked)}
            />
            画面が隠れているときに知らせる（内容は表示しません）
          </label>
          <p class="hint" role="status">
            {refused && 'ブラウザーで通知が許可されていません。'}
          </p>
        </fieldset>
        <div class="buttons">
          <button type="button" class="primary" onClick={props.onClose}>
            閉じる
          </button>
        </div>
      </div>
    </Dialog>
  )
}
