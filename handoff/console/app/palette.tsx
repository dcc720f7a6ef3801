import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Dialog } from './dialogs.tsx'

export interface Command {
  name: string
  /** 「Alt + C」, where there is one. */
  keys?: string
  run: () => void
}

const MOST = 12
const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Everything that can be done now, by a few letters of its name. */
export function Palette(props: { commands: readonly Command[]; onClose: () => void }) {
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  const list = useId()
  useEffect(() => field.current?.focus(), [])
  const wished = plain(words).split(/\s+/)
  const found = props.commands.filter(({ name }) => wished.every((part) => plain(name).includes(part))).slice(0, MOST)
  const run = (command: Command | undefined) => {
    if (command === undefined) return
    props.onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : found.length - 1
      if (found.length > 0) setActive((active + step) % found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(found[active])
    }
  }
  return (
    <Dialog title="操作を選ぶ" onClose={props.onClose}>
      <label class="hidden" for={`${list}-field`}>
        操作の名前の一部
      </label>
      <input
        id={`${list}-field`}
        ref={field}
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${active}` : undefined}
        autocomplete="off"
        placeholder="操作や相談の名前の一部"
        value={words}
        onInput={(event) => {
          setWords(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div class="palette" id={list} role="listbox" aria-label="操作">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which has the focus
          <div
            key={command.name}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            class="choice-line"
            aria-selected={index === active}
            onClick={() => run(command)}
          >
            {command.name}
            {command.keys && <kbd>{command.keys}</kbd>}
          </div>
        ))}
      </div>
      {found.length === 0 && <p class="empty">見つかりません。</p>}
    </Dialog>
  )
}
