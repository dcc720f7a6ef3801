import { useEffect } from 'preact/hooks'

/** `alt+KeyJ`, `mod+KeyK` (Ctrl, or Command on a Mac), `mod+alt+KeyE`: by the key's place, so that special letters do not matter. */
const nameOf = (event: KeyboardEvent): string =>
  [event.ctrlKey || event.metaKey ? 'mod+' : '', event.altKey ? 'alt+' : '', event.code].join('')

/** Keys of the page; `plain` ones (`?`, `/`) count outside of fields only. None counts while an IME composes. */
export function useShortcuts(
  keys: Readonly<Record<string, () => void>>,
  plain: Readonly<Record<string, () => void>>,
): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || document.querySelector('dialog[open]')) return
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
      const bare = !event.ctrlKey && !event.metaKey && !event.altKey
      const action = bare && !typing ? plain[event.key] : keys[nameOf(event)]
      if (action === undefined || (bare && typing)) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  })
}
