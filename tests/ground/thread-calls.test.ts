import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { AppError } from '../../storage/ground/errors.ts'
import { createThreadCalls, type ThreadPort } from '../../storage/ground/thread-calls.ts'

interface Theirs {
  double(value: number): Promise<number>
  forEver(of: undefined, signal: AbortSignal): Promise<string>
  refuse(code: 'conflict' | 'unavailable'): Promise<void>
  stumble(): Promise<void>
}

const offers = {
  double: async (value: number) => value * 2,
  forEver: (_: undefined, signal: AbortSignal) =>
    new Promise((resolve) => signal.addEventListener('abort', () => resolve('let go'))),
  async refuse(code: 'conflict' | 'unavailable') {
    throw new AppError(code, 'no', { publicText: 'できません' })
  },
  async stumble() {
    throw new TypeError('a fault of our own')
  },
}

let channel: MessageChannel | undefined
afterEach(() => channel?.port1.close())

function open() {
  channel = new MessageChannel()
  createThreadCalls(channel.port2 as ThreadPort, offers)
  return createThreadCalls<Theirs>(channel.port1 as ThreadPort, {})
}

describe('calls from thread to thread', () => {
  it('each get their own answer', async () => {
    const calls = open()
    expect(await Promise.all([1, 2, 3].map((value) => calls.call('double', value)))).toEqual([2, 4, 6])
  })

  it('fail as they failed on the other side', async () => {
    const calls = open()
    await expect(calls.call('refuse', 'conflict')).rejects.toMatchObject({
      code: 'conflict',
      publicText: 'できません',
      retryable: false,
    })
    await expect(calls.call('refuse', 'unavailable')).rejects.toMatchObject({ code: 'unavailable', retryable: true })
    await expect(calls.call('stumble', undefined)).rejects.toMatchObject({ code: 'internal', retryable: false })
  })

  it('are let go on the other side when nobody waits any more', async () => {
    const calls = open()
    const gone = new AbortController()
    const answer = calls.call('forEver', undefined, gone.signal)
    gone.abort()
    expect(await answer).toBe('let go')
    await expect(calls.call('double', 1, gone.signal)).rejects.toThrow()
  })

  it('end with the other side, those to come too', async () => {
    const calls = open()
    const answer = calls.call('forEver', undefined)
    calls.end(new AppError('unavailable', 'gone'))
    await expect(answer).rejects.toMatchObject({ message: 'gone' })
    await expect(calls.call('double', 1)).rejects.toMatchObject({ message: 'gone' })
  })
})
