import { useEffect } from 'preact/hooks'

/** Alt + letter, by the key's place so that a keyboard's special letters do not matter; and `?` outside of fields. */
export function useShortcuts(actions: Readonly<Record<string, () => void>>, help: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing || document.querySelector('dialog[open]')) return
      const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select')
      if (event.key === '?' && !typing) return help()
      const action = event.altKey && !event.ctrlKey && !event.metaKey ? actions[event.code] : undefined
      if (action === undefined) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  })
}
