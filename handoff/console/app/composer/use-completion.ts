import { useState } from 'preact/hooks'
import type { CannedReplies } from '../../../desk/console-shapes.ts'
import type { Colleague } from '../../../desk/shapes.ts'
import type { Macro } from '../macros/macro-words.ts'
import { type Asked, askedAt, type Choice, cannedChoices, macroChoices, staffChoices } from './complete.ts'

/** `/` opens the canned replies in a reply, `@` the colleagues in a note; arrows move, Enter or Tab takes, Escape leaves. */
export function useCompletion(
  lists: { canned: CannedReplies; macros: readonly Macro[]; colleagues: readonly Colleague[] },
  notes: boolean,
) {
  const [asked, setAsked] = useState<Asked>()
  const [active, setActive] = useState(0)
  const choices: Choice[] =
    asked === undefined
      ? []
      : asked.trigger === '/'
        ? [...macroChoices(lists.macros, asked.query), ...cannedChoices(lists.canned.replies, asked.query)]
        : staffChoices(lists.colleagues, asked.query)
  const look = (text: string, caret: number) => {
    setAsked(askedAt(text, caret, notes))
    setActive(0)
  }
  /** What a key does while the list is open: a choice to take, `handled`, or nothing. */
  const onKey = (key: string): Choice | 'handled' | undefined => {
    if (asked === undefined) return undefined
    if (key === 'Escape') {
      setAsked(undefined)
      return 'handled'
    }
    if (choices.length === 0) return undefined
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      setActive((active + (key === 'ArrowDown' ? 1 : choices.length - 1)) % choices.length)
      return 'handled'
    }
    return key === 'Enter' || key === 'Tab' ? choices[active] : undefined
  }
  return { asked, choices, active, look, onKey, close: () => setAsked(undefined) }
}
