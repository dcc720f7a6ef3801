import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { eventually } from '../support/eventually.ts'
import { type RunningHouse, startMadoguchi } from '../support/madoguchi-process.ts'

// A lease of a killed process lasts 30 s of real time: the drill waits for it.
vi.setConfig({ testTimeout: 150_000 })

const channel = { channelSecret: 'drill-secret', channelAccessToken: 'drill-token' }
const directory = mkdtempSync(join(tmpdir(), 'madoguchi-drill-'))
let line: LinePlatform
let house: RunningHouse
const webhook = () => `${house.url}/line/webhook`
const start = () =>
  startMadoguchi({
    DATA_DIR: directory,
    LINE_CHANNEL_SECRET: channel.channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: channel.channelAccessToken,
    LINE_API_BASE_URL: line.url,
    LINE_DATA_API_BASE_URL: line.url,
  })

beforeEach(async () => {
  line = await startLinePlatform(channel)
  house = await start()
})
afterEach(async () => {
  await house.stop()
  await line.close()
  rmSync(directory, { recursive: true, force: true })
})

it('the whole house on LINE: answers once with figures and sources, refuses forgeries, survives a power cut', async () => {
  // A real question is answered by reply, with the card and its sources; the same event five times is answered once.
  const asked = line.webhook.text(lineUser(1), '産学公連携の助成金、板橋区だといくら？')
  for (let copy = 0; copy < 5; copy += 1) expect((await line.webhook.post(webhook(), [asked])).status).toBe(200)
  await line.waitForSends(1)
  expect(line.textsTo(lineUser(1)).join('\n')).toContain('150万円')
  expect(line.received(lineUser(1))[0]?.endpoint).toBe('reply')
  expect(JSON.stringify(line.received(lineUser(1)))).toContain('jsearch.jp')

  // A forged signature changes nothing.
  const forged = line.webhook.text(lineUser(2), '持続化補助金は？')
  expect((await line.webhook.post(webhook(), [forged], { signature: 'AAAA' })).status).toBe(401)

  // The power goes right after the acknowledgement of many; one answer had reached LINE but not been recorded.
  line.fail('reply', { kind: 'hold' })
  const users = [3, 4, 5, 6, 7, 8].map(lineUser)
  for (const user of users) {
    expect((await line.webhook.post(webhook(), [line.webhook.text(user, 'Go-Techの補助率は？')])).status).toBe(200)
  }
  await house.kill()
  house = await start()
  await eventually(() => users.every((user) => line.received(user).length > 0), 90_000, 'an answer to everybody')
  // Nothing more comes: a repeat would have come with the first answers.
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  for (const user of users) {
    expect(line.received(user)).toHaveLength(1)
    expect(line.textsTo(user).join('\n')).toContain('2/3')
  }
  expect(line.received(lineUser(1))).toHaveLength(1)
  expect(line.received(lineUser(2))).toEqual([])
})
