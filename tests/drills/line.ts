import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Fault, type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { type LineEvent, lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'
import { readLineDescription } from '../support/line-description.ts'
import { echoOf, lineSecret, lineToken } from '../support/line-house.ts'
import { startLineServer } from '../support/line-server-process.ts'
import { type Dice, seededDice } from './seeded.ts'

export interface LineDrillOptions {
  users: number
  messages: number
  kills: number
  /** Of a hundred calls of the API, how many go wrong. */
  spoiltPercent: number
  seed: number
  onProgress?: (line: string) => void
}

export interface LineDrillReport {
  acknowledged: number
  unanswered: string[]
  twice: string[]
  /** Bodies that LINE's description does not allow, and kinds of fault. */
  invalid: string[]
  bodies: number
  kills: number
  spoilt: Record<string, number>
  calls: Record<string, number>
  seconds: number
}

/** A lease of a killed process is over after that: LINE's clock and ours are moved on instead of waiting for it. */
const LEASE_OVER_MS = 31_000
const THINKING_MS = 30
const bodiesOf: readonly (readonly [path: RegExp, name: string])[] = [
  [/\/message\/reply$/, 'ReplyMessageRequest'],
  [/\/message\/push$/, 'PushMessageRequest'],
  [/\/chat\/loading\/start$/, 'ShowLoadingAnimationRequest'],
  [/\/chat\/markAsRead$/, 'MarkMessagesAsReadByTokenRequest'],
]

/**
 * Users write to a house that is killed again and again, through a LINE that refuses, breaks off and loses its answers.
 * LINE delivers what was not acknowledged anew, as it does; users tap the buttons they are given, or not, and 「届いていない
 * ときは」 only when an answer is missing. Each message that was acknowledged must be answered, once.
 */
export async function drillLine(options: LineDrillOptions): Promise<LineDrillReport> {
  const { users, messages, kills, seed, onProgress = () => {} } = options
  const dice = seededDice(seed)
  const began = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-drill-'))
  const databaseUrl = `sqlite:${join(folder, 'line.sqlite')}`
  const line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  line.account.markAsReadMode = 'manual'
  const spoilt = spoilCalls(line, seededDice(seed + 1), options.spoiltPercent)
  let offset = 0
  const start = () =>
    startLineServer({ databaseUrl, apiBaseUrl: line.url, clockOffsetMs: offset, thinkingMs: THINKING_MS })
  let house = await start()
  let isDown = false

  const acknowledged = new Set<string>()
  /** Until it is acknowledged, as LINE with redelivery switched on. */
  async function deliver(first: LineEvent): Promise<void> {
    for (let event = first; ; event = line.webhook.redelivered(first)) {
      const posted = isDown ? undefined : await line.webhook.post(house.webhookUrl, [event]).catch(() => undefined)
      if (posted?.status === 200) return void acknowledged.add(first.webhookEventId)
      await sleep(200)
    }
  }

  const tapped = new Set<string>()
  /** The notice names the answer by its beginning: does the chat show it? */
  const misses = (userId: string, notice: string): boolean => {
    const beginning = notice.split('\n').at(-1)?.replace(/…$/, '') ?? ''
    return !line.textsTo(userId).some((text) => text.startsWith(beginning))
  }
  /** 「回答を見る」 as the mood is; 「届いていないときは」 when an answer is missing indeed. `all`: at the end, everything. */
  async function tapButtons(userId: string, all = false): Promise<void> {
    for (const { requestId, messages: bubbles } of line.received(userId)) {
      const data = /"data":"((?:[^"\\]|\\.)*fetch(?:[^"\\]|\\.)*)"/.exec(JSON.stringify(bubbles))?.[1]
      if (data === undefined || tapped.has(requestId)) continue
      const notice = String(bubbles[0]?.altText)
      const isWanted = notice.includes('届いていないときは') ? misses(userId, notice) : all || dice.below(2) === 0
      if (!isWanted) continue
      tapped.add(requestId)
      await deliver(line.webhook.postback(userId, JSON.parse(`"${data}"`)))
    }
  }

  async function write(user: number): Promise<void> {
    const userId = lineUser(user + 1)
    for (let count = 0; count < messages; count += 1) {
      await sleep(dice.below(1_500))
      await deliver(line.webhook.text(userId, wordsOf(user, count)))
      await tapButtons(userId)
    }
  }

  let killed = 0
  const isWritten = Promise.all(Array.from({ length: users }, (_, user) => write(user)))
  let writing = true
  void isWritten.finally(() => {
    writing = false
  })
  try {
    // Spread over the whole of the writing, wherever the house happens to be then.
    const moments = Array.from({ length: kills }, () => dice.below(users * messages)).sort((one, other) => one - other)
    for (const moment of moments) {
      while (writing && acknowledged.size < moment) await sleep(10)
      await sleep(dice.below(700))
      isDown = true
      await house.kill()
      killed += 1
      // Sometimes it is long before the house is up again: tokens age.
      const down = LEASE_OVER_MS + dice.pick([0, 0, 5_000, 40_000])
      offset += down
      line.advance(down)
      house = await start()
      isDown = false
      onProgress(`${killed}/${kills} kills, ${acknowledged.size} acknowledged${writing ? '' : ', all written'}`)
    }
    await isWritten
    const settled = { databaseUrl, line, pass }
    // Who misses an answer then looks at their chat, and taps what it offers.
    for (let look = 0; look < 3; look += 1) {
      await settle(settled)
      for (let user = 0; user < users; user += 1) await tapButtons(lineUser(user + 1), true)
    }
    await settle(settled)
    async function pass(ms: number): Promise<void> {
      // What waits for a tap, a retry or a lease: time moves for the house and for LINE.
      isDown = true
      await house.kill()
      offset += ms
      line.advance(ms)
      house = await start()
      isDown = false
    }
    return {
      ...judge(line, users, messages),
      acknowledged: acknowledged.size,
      kills: killed,
      spoilt,
      seconds: Math.round((performance.now() - began) / 1_000),
    }
  } finally {
    await house.kill()
    await line.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const wordsOf = (user: number, count: number): string => `質問${user + 1}の${count + 1}つ目`

/** A share of all calls goes wrong, in one of four ways. Returns how often each came to pass. */
function spoilCalls(line: LinePlatform, dice: Dice, percent: number): Record<string, number> {
  const kinds: Record<string, Fault> = {
    429: { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
    500: { kind: 'status', status: 500 },
    reset: { kind: 'cut', when: 'before' },
    'accepted, answer lost': { kind: 'cut', when: 'after' },
  }
  const spoilt: Record<string, number> = {}
  line.spoil(() => {
    if (dice.below(100) >= percent) return undefined
    const name = dice.pick(Object.keys(kinds))
    spoilt[name] = (spoilt[name] ?? 0) + 1
    return kinds[name]
  })
  return spoilt
}

/** Until nothing is left to do: some rounds of real time, then time itself is moved on. */
async function settle(options: {
  databaseUrl: string
  line: LinePlatform
  pass: (ms: number) => Promise<void>
}): Promise<void> {
  const { databaseUrl, pass } = options
  const store = await openStore({
    url: databaseUrl,
    clock: systemClock,
    identifiers: randomIdentifiers,
    logger: silentLogger,
  })
  const isIdle = async (): Promise<boolean> => {
    const { database } = store
    const events = await database.selectFrom('inbox').select('id').where('status', '=', 'pending').execute()
    const sends = await database
      .selectFrom('outbox')
      .select('id')
      .where('status', 'in', ['pending', 'held'])
      .where('available_at', '<', Number.MAX_SAFE_INTEGER)
      .execute()
    return events.length + sends.length === 0
  }
  try {
    for (let round = 0; round < 12; round += 1) {
      for (let look = 0; look < 40; look += 1) {
        if (await isIdle()) return
        await sleep(250)
      }
      await pass(11 * 60_000)
    }
  } finally {
    await store.close()
  }
}

function judge(
  line: LinePlatform,
  users: number,
  messages: number,
): Pick<LineDrillReport, 'unanswered' | 'twice' | 'invalid' | 'bodies' | 'calls'> {
  const unanswered: string[] = []
  const twice: string[] = []
  for (let user = 0; user < users; user += 1) {
    const texts = line.textsTo(lineUser(user + 1))
    for (let count = 0; count < messages; count += 1) {
      const answers = texts.filter((text) => text.startsWith(echoOf(wordsOf(user, count)))).length
      if (answers === 0) unanswered.push(wordsOf(user, count))
      if (answers > 1) twice.push(wordsOf(user, count))
    }
  }
  const { faultsOf } = readLineDescription('messaging-api')
  const invalid = line.bodies.flatMap(({ path, raw }) => {
    const name = bodiesOf.find(([pattern]) => pattern.test(path))?.[1]
    return name === undefined ? [`${path}: not known to the drill`] : faultsOf(name, JSON.parse(raw))
  })
  const calls: Record<string, number> = {}
  for (const { endpoint, status } of line.calls) {
    const name = `${endpoint} ${status}`
    calls[name] = (calls[name] ?? 0) + 1
  }
  return { unanswered, twice, invalid: [...new Set(invalid)], bodies: line.bodies.length, calls }
}
