import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { eventually } from '../support/eventually.ts'
import { echoOf, type LineHouse, lineSecret, lineToken, sealed, startLineHouse } from '../support/line-house.ts'
import { createSqlitePlace, type Place } from '../support/place.ts'

let line: LinePlatform
let house: LineHouse
let place: Place

const aiko = lineUser(1)

beforeEach(async () => {
  place = await createSqlitePlace()
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  house = await startLineHouse({ databaseUrl: place.url, apiBaseUrl: line.url, clock: { now: line.now } })
})

afterEach(async () => {
  await house.stop()
  await line.close()
  await place.remove()
})

test('the same event delivered five times is answered once', async () => {
  const event = line.webhook.text(aiko, '上限は？')
  const again = line.webhook.redelivered(event)
  const posts = [[event], [event, event], [again], [again]].map((events) => line.webhook.post(house.webhookUrl, events))
  expect((await Promise.all(posts)).map(({ status }) => status)).toEqual([200, 200, 200, 200])
  await line.waitForSends(1)
  await line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, '次')])
  await line.waitForSends(2)
  expect(line.textsTo(aiko)).toEqual([echoOf('上限は？'), echoOf('次')])
})

test('several users in one POST each get their own answer', async () => {
  const users = [1, 2, 3, 4, 5].map(lineUser)
  await line.webhook.post(
    house.webhookUrl,
    users.map((user, index) => line.webhook.text(user, `質問${index}`)),
  )
  await line.waitForSends(5)
  expect(users.map((user) => line.textsTo(user))).toEqual(users.map((_user, index) => [echoOf(`質問${index}`)]))
})

test('a picture is answered with words about what can be read', async () => {
  await line.webhook.post(house.webhookUrl, [line.webhook.image(aiko)])
  await line.waitForSends(1)
  expect(line.textsTo(aiko)).toHaveLength(1)
  expect(line.textsTo(aiko)[0]).not.toContain(echoOf(''))
})

test('who adds the account is greeted; who blocks it is sent nothing', async () => {
  await line.webhook.post(house.webhookUrl, [line.webhook.follow(aiko)])
  await line.waitForSends(1)
  expect(line.textsTo(aiko)).toEqual(['こんにちは。'])
  line.block(aiko)
  await line.webhook.post(house.webhookUrl, [line.webhook.unfollow(aiko)])
  await line.webhook.post(house.webhookUrl, [line.webhook.text(lineUser(2), '別の人')])
  await line.waitForSends(2)
  expect(line.sends.map(({ userId }) => userId)).toEqual([aiko, lineUser(2)])
})

test('a tap on the card is answered like its words', async () => {
  await line.webhook.post(house.webhookUrl, [line.webhook.postback(aiko, sealed(aiko, { say: 'いつまで？' }))])
  await line.waitForSends(1)
  expect(line.textsTo(aiko)).toEqual([echoOf('いつまで？')])
})

test('LINE has its 200 while another program writes into the database, and the user the answer afterwards', async () => {
  const other = new DatabaseSync(place.url.slice('sqlite:'.length))
  other.exec('begin immediate')
  const posted = line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, '上限は？')])
  const late = sleep(2_000, undefined, { ref: false })
  expect(await Promise.race([posted, late])).toMatchObject({ status: 200 })
  other.exec('rollback')
  other.close()
  await line.waitForSends(1)
  expect(line.textsTo(aiko)).toEqual([echoOf('上限は？')])
})

test('what was taken back before anybody read it is never read, however much came between', async () => {
  await house.workers.intake?.stop()
  const secret = line.webhook.text(aiko, '秘密の光る歯車')
  await line.webhook.post(house.webhookUrl, [secret])
  const others = Array.from({ length: 40 }, (_, index) => lineUser(2 + index))
  for (const other of others) await line.webhook.post(house.webhookUrl, [line.webhook.text(other, '質問')])
  const { id } = secret.message as { id: string }
  await line.webhook.post(house.webhookUrl, [line.webhook.unsend(aiko, id)])
  house.workers.intake?.start()
  await line.waitForSends(others.length)
  await eventually(async () => {
    const { database } = house.store
    return (await database.selectFrom('inbox').select('id').where('status', '=', 'pending').execute()).length === 0
  })
  expect(line.textsTo(aiko).join('')).not.toContain('光る歯車')
})

test('LINE has its 200 at once when the event is on disk', async () => {
  let onDisk = 0
  const logger = {
    ...silentLogger,
    info(_fields: object, text: string) {
      if (text === stored) onDisk = clock()
    },
  }
  const options = { databaseUrl: `${place.url}.second`, apiBaseUrl: line.url, clock: { now: line.now }, logger }
  const observed = await startLineHouse(options)
  const waits: number[] = []
  for (let count = 0; count < 20; count += 1) {
    const posted = await line.webhook.post(observed.webhookUrl, [line.webhook.text(lineUser(count), '速さ')])
    waits.push(clock() - onDisk)
    expect(posted.status).toBe(200)
  }
  await observed.stop()
  waits.sort((one, other) => one - other)
  console.info(
    `200 after the durable insert: ${waits[10]?.toFixed(1)} ms (median), ${waits[19]?.toFixed(1)} ms (worst of 20)`,
  )
  expect(waits[10]).toBeLessThan(1_000)
})

const stored = 'LINE events taken in'
const clock = () => performance.now()
