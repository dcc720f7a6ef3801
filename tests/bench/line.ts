import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { quantile } from '../../storage/ground/quantile.ts'
import { startMadoguchi } from '../support/madoguchi-process.ts'
import type { Bench } from './bench.ts'
import type { LineLoad } from './line-load.ts'
import { table } from './table.ts'

const perSecond = 100
const secondsOfRound = 10
const rounds = 3
/** Unmeasured: before the first round, and at the beginning of each, after which a process has idled for the other's. */
const secondsOfWarmUp = 8
const secondsOfLead = 1
const channel = { channelSecret: 'bench-secret', channelAccessToken: 'bench-token' }

interface Taker {
  webhookUrl: string
  stop(): Promise<unknown>
}

async function bareServer(file: string): Promise<Taker> {
  const script = fileURLToPath(new URL('./line-bare-server.ts', import.meta.url))
  const child = spawn(process.execPath, [script, channel.channelSecret, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [webhookUrl] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    webhookUrl,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function wholeHouse(folder: string, line: LinePlatform): Promise<Taker> {
  const house = await startMadoguchi({
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    LINE_CHANNEL_SECRET: channel.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: channel.channelAccessToken,
    LINE_API_BASE_URL: line.url,
    LINE_DATA_API_BASE_URL: line.url,
  })
  return { webhookUrl: `${house.url}/line/webhook`, stop: house.stop }
}

/** Posts at a steady rate, whatever comes back; milliseconds from the post to the 200 of each. */
async function load(line: LinePlatform, poster: ChildProcess, url: string, seconds: number): Promise<number[]> {
  const posts = Array.from({ length: seconds * perSecond }, (_, count) =>
    line.webhook.prepare([line.webhook.text(lineUser(1 + (count % 500)), 'Go-Techの補助率は？')]),
  )
  const answered = once(poster, 'message') as Promise<[number[]]>
  poster.send({ url, perSecond, posts } satisfies LineLoad)
  const [times] = await answered
  return times
}

/**
 * How long LINE waits for its 200 at a hundred events a second: the whole house, which answers them all at the same time,
 * beside a bare handler that only verifies and inserts. Rounds take turns, so that both meet the same machine; both are warm.
 */
export const line: Bench = async ({ folder, print, options }) => {
  const platform = await startLinePlatform(channel)
  const poster = fork(fileURLToPath(new URL('./line-load.ts', import.meta.url)))
  const bare = await bareServer(join(folder, 'bare.sqlite'))
  const house = await wholeHouse(join(folder, 'house'), platform)
  const takers = { 'a bare handler': bare, 'madoguchi, whole': house }
  const times = new Map<string, number[]>(Object.keys(takers).map((name) => [name, []]))
  const seconds = options.quick ? 5 : secondsOfRound
  try {
    const warmUp = options.quick ? 5 : secondsOfWarmUp
    for (const { webhookUrl } of Object.values(takers)) await load(platform, poster, webhookUrl, warmUp)
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, { webhookUrl }] of Object.entries(takers)) {
        const taken = await load(platform, poster, webhookUrl, secondsOfLead + seconds)
        times.get(name)?.push(...taken.slice(secondsOfLead * perSecond))
      }
    }
  } finally {
    await bare.stop()
    await house.stop()
    await platform.close()
    poster.kill()
  }
  const figures = [...times].map(([name, ms]) => {
    const sorted = ms.sort((one, other) => one - other)
    return {
      name,
      count: sorted.length,
      p50Ms: quantile(sorted, 0.5),
      p95Ms: quantile(sorted, 0.95),
      p99Ms: quantile(sorted, 0.99),
    }
  })
  const least = figures[0]
  print(
    table(
      ['who takes the webhook', 'events', 'p50 ms', 'p95 ms', 'p99 ms', 'p99 × bare'],
      figures.map(({ name, count, p50Ms, p95Ms, p99Ms }) => [
        name,
        String(count),
        p50Ms.toFixed(1),
        p95Ms.toFixed(1),
        p99Ms.toFixed(1),
        (p99Ms / (least?.p99Ms ?? 1)).toFixed(1),
      ]),
    ),
  )
  return figures
}
