import { once } from 'node:events'
import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHints, type Hints } from '../../storage/hints.ts'
import { eventually } from '../support/eventually.ts'

let [ours, theirs]: [Hints, Hints] = [createHints(), createHints()]
let channel: MessageChannel
beforeEach(() => {
  ;[ours, theirs, channel] = [createHints(), createHints(), new MessageChannel()]
  ours.relay(channel.port1)
  theirs.relay(channel.port2)
})
afterEach(() => channel.port1.close())

/** What a side has heard of two topics, in order. */
function hearing(hints: Hints): [string, readonly string[] | undefined][] {
  const heard: [string, readonly string[] | undefined][] = []
  hints.listen('inbox', (ids) => heard.push(['inbox', ids]))
  hints.listen('outbox/web', (ids) => heard.push(['outbox/web', ids]))
  return heard
}

test('a hint reaches the other thread with its ids, whichever side began to listen first', async () => {
  const late = hearing(theirs)
  // What the other side wants to hear has to arrive first; a hint that is lost meanwhile costs a moment.
  await eventually(() => {
    ours.notify('inbox', ['a'])
    return late.length > 0
  })
  expect(late[0]).toEqual(['inbox', ['a']])
  const back = hearing(ours)
  await eventually(() => {
    theirs.notify('outbox/web')
    return back.length > 0
  })
  expect(back.at(-1)).toEqual(['outbox/web', undefined])
})

test('a side hears its own hints once, not again from the other', async () => {
  const [here, there] = [hearing(ours), hearing(theirs)]
  await eventually(() => {
    ours.notify('inbox', ['a'])
    return there.length > 0
  })
  const told = here.length
  ours.notify('inbox', ['last'])
  await eventually(() => there.some(([, ids]) => ids?.[0] === 'last'))
  expect(here).toHaveLength(told + 1)
})

test('a thread that has ended is told nothing more', async () => {
  const there = hearing(theirs)
  await eventually(() => {
    ours.notify('inbox')
    return there.length > 0
  })
  const closed = once(channel.port1, 'close')
  channel.port2.close()
  await closed
  const told = vi.spyOn(channel.port1, 'postMessage')
  ours.notify('inbox')
  await turnOfTheLoop()
  await turnOfTheLoop()
  expect(told).not.toHaveBeenCalled()
  const here = hearing(ours)
  ours.notify('inbox', ['still here'])
  expect(here).toEqual([['inbox', ['still here']]])
})
