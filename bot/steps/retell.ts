import { followSignals } from '../../storage/ground/follow-signals.ts'
import { isRetellable } from '../model/what-may-be-retold.ts'
import type { AnswerItem, Draft, StepResult, TurnContext } from '../turn-context.ts'
import { signpost } from './small-talk.ts'

/**
 * Lets a model word what the records say, while the user's words are judged beside it. What the program says itself
 * stands as it was: who a scheme is for, its state, what was computed, what is not known, where to ask.
 */
export async function retell(context: TurnContext): Promise<StepResult> {
  const { draft, dependencies, masked, input } = context
  if (!draft || masked.text === '') return 'continue'
  const judging = dependencies.moderate?.(masked.text, input.signal)
  const telling = new AbortController()
  const { signal, letGo } = followSignals([input.signal, telling.signal])
  const asked = isRetellable(context, draft) ? dependencies.retell?.(context, signal) : undefined
  const retelling = Promise.resolve(asked).finally(letGo)

  const judged = (await judging) ?? 'clear'
  if (judged !== 'clear') telling.abort()
  const told = await retelling
  const refused = judged !== 'clear' && !input.signal?.aborted
  if (told) context.model = refused ? { ...told.trail, result: 'moderation' } : told.trail
  if (judged === 'distress') {
    context.draft = signpost(context)
    context.understanding.intent = 'crisis'
  } else if (judged === 'clear' && told?.items) {
    draft.items = inPlaceOf(draft.items, told.items)
    draft.cites = [...draft.cites, ...told.items.flatMap(({ recordIds }) => recordIds)]
  }
  return 'continue'
}

/** The told items where the first of the retellable ones stood; the others of these go. */
function inPlaceOf(items: Draft['items'], told: readonly AnswerItem[]): AnswerItem[] {
  const place = items.findIndex(({ retellable }) => retellable)
  return [...items.slice(0, place), ...told, ...items.slice(place).filter(({ retellable }) => !retellable)]
}
