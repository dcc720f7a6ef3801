import type { KeptThread } from '../../storage/kept-thread.ts'
import type { Consultant } from '../consultant.ts'
import { greeting } from '../greeting.ts'
import type { ConsultantSettings } from '../open-dependencies.ts'
import type { ThreadOffers } from './consultant-task.ts'

/** A consultant whose turns are calls to a thread that has one, or that passes them on to one. */
export function callConsultant<Theirs extends Pick<ThreadOffers, 'turn' | 'summarise'>>(
  thread: Pick<KeptThread<Theirs>, 'call'>,
  { operator, model }: ConsultantSettings,
): Consultant {
  const { call } = thread as Pick<KeptThread<Pick<ThreadOffers, 'turn' | 'summarise'>>, 'call'>
  return {
    greeting: () => greeting(operator.name),
    turn: ({ signal, ...input }) => call('turn', input, signal),
    ...(model ? { summarise: (talk, signal) => call('summarise', talk, signal) } : undefined),
  }
}
