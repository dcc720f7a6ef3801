import { useEffect, useRef } from 'preact/hooks'
import { emojiGroups } from './emoji.ts'

/** Signs in a row of the picker, as its style sheet lays them. */
const COLUMNS = 9

/** The place in the signs that a key leads to from the place `at`. */
const placeAfter = (key: string, at: number, count: number): number | undefined =>
  ({
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + COLUMNS,
    ArrowUp: at - COLUMNS,
    Home: 0,
    End: count - 1,
  })[key]

/** Signs to put into the words: arrows move, Enter or a click takes, Escape leaves. */
export function EmojiPicker(props: { onTake: (sign: string) => void; onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null)
  const signs = () => [...(box.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])]
  useEffect(() => signs()[0]?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      props.onClose()
      return
    }
    const all = signs()
    const place = placeAfter(event.key, all.indexOf(document.activeElement as HTMLButtonElement), all.length)
    if (place === undefined) return
    event.preventDefault()
    all[Math.min(all.length - 1, Math.max(0, place))]?.focus()
  }
  let count = 0
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be told as part of the form
    <div class="emoji" ref={box} role="group" aria-label="絵文字" onKeyDown={onKeyDown}>
      {emojiGroups.map(([group, emoji]) => (
        <section key={group} aria-label={group}>
          <p class="hint" aria-hidden="true">
            {group}
          </p>
          <div class="emoji-grid">
            {emoji.map(([sign, name]) => {
              count += 1
              return (
                <button
                  type="button"
                  key={sign}
                  tabIndex={count === 1 ? 0 : -1}
                  aria-label={name}
                  title={name}
                  onClick={() => props.onTake(sign)}
                >
                  {sign}
                </button>
              )
            })}
          </div>
        </section>
      ))}
    </div>
  )
}
