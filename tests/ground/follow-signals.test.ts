import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { followSignals } from '../../storage/ground/follow-signals.ts'

describe('a signal that follows others', () => {
  test('is aborted with the first of them, for its reason', () => {
    const [one, other] = [new AbortController(), new AbortController()]
    const { signal } = followSignals([one.signal, undefined, other.signal])
    expect(signal.aborted).toBe(false)
    other.abort('the house closes')
    one.abort('too late')
    expect(signal.reason).toBe('the house closes')
  })

  test('is aborted from its start where one of them is', () => {
    expect(followSignals([AbortSignal.abort('gone')]).signal.reason).toBe('gone')
  })

  test('once let go leaves nothing behind on a signal that lives on, and is not aborted with it', () => {
    const house = new AbortController()
    const { signal, letGo } = followSignals([house.signal])
    letGo()
    expect(getEventListeners(house.signal, 'abort')).toEqual([])
    house.abort()
    expect(signal.aborted).toBe(false)
  })
})
