import { afterEach, beforeEach, expect, test } from 'vitest'
import { createHttpServer } from '../../adapters/http/server.ts'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { createWebDoor, type WebDoor } from '../../adapters/web/web-door.ts'
import type { Consultant } from '../../bot/consultant.ts'
import { claimCase } from '../../handoff/cases/claim.ts'
import type { DeskContext } from '../../handoff/cases/desk-context.ts'
import { openCase } from '../../handoff/cases/open-case.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import type { ReceptionContext } from '../../handoff/reception/context.ts'
import { readSetting, writeSetting } from '../../handoff/settings/desk-settings.ts'
import { hoursSetting } from '../../handoff/settings/shapes.ts'
import { fireTimer } from '../../handoff/timers/fire-timer.ts'
import { findOpenCase } from '../../storage/cases.ts'
import { linkedConversations } from '../../storage/conversation-links.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { listMessages } from '../../storage/messages.ts'
import { nextDueTimer } from '../../storage/timers.ts'
import { eventually } from '../support/eventually.ts'
import { echoOf, type LineHouse, lineSecret, lineToken, startLineHouse } from '../support/line-house.ts'

const publicUrl = 'https://madoguchi.example.jp'
const aiko = lineUser(1)
let line: LinePlatform
let house: LineHouse
let web: WebDoor
let page: ReturnType<typeof createHttpServer>
let pageUrl: string

/** Opens a case for who asks for a person, and repeats everything else. */
const consultant: Consultant = {
  greeting: () => ({ text: 'こんにちは。', citations: [], suggestions: [] }),
  async turn({ text }) {
    const person = text.includes('相談員と話したい')
    return {
      outcome: person ? { outcome: 'handoff', reason: 'requested' } : { outcome: 'answered', reason: 'record' },
      reply: { text: echoOf(text), citations: [], suggestions: [] },
      effects: person ? [{ type: 'open-case', topic: 'その他', reason: '希望', urgent: false }] : [],
      state: { heard: text, ...(/^[A-Z]/.test(text) && { language: 'en' }) },
      trail: { intent: 'test', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } },
    }
  },
}

beforeEach(async () => {
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  const late: Partial<ReceptionContext> = {
    firstContactAt: ['line'],
    securePage: (unit, id) => web.securePage(unit, id),
    accountLink: (conversation) => house.workers.accountLink(conversation),
  }
  house = await startLineHouse({
    databaseUrl: 'sqlite::memory:',
    apiBaseUrl: line.url,
    clock: { now: line.now },
    consultant,
    reception: late,
    publicUrl,
  })
  web = await createWebDoor({
    store: house.store,
    clock: { now: line.now },
    identifiers: randomIdentifiers,
    logger: silentLogger,
    publicUrl,
    allowedOrigins: [],
    operatorName: '窓口',
  })
  page = createHttpServer({ routes: web.routes, upgrades: [], logger: silentLogger, drainMs: 200 })
  pageUrl = `http://127.0.0.1:${(await page.listen(0, '127.0.0.1')).port}`
})

afterEach(async () => {
  await web.stop()
  await page.stop()
  await house.stop()
  await line.close()
})

const say = (text: string) => line.webhook.post(house.webhookUrl, [line.webhook.text(aiko, text)])
const lastText = () => line.textsTo(aiko).at(-1) ?? ''
const conversation = (door: string) =>
  house.store.database.selectFrom('conversations').selectAll().where('door', '=', door).executeTakeFirst()
const everything = async () => {
  const { database } = house.store
  return JSON.stringify([
    await database.selectFrom('messages').selectAll().execute(),
    await database.selectFrom('outbox').selectAll().execute(),
    await database.selectFrom('inbox').selectAll().execute(),
    await database.selectFrom('conversations').selectAll().execute(),
    await database.selectFrom('activities').selectAll().execute(),
  ])
}

async function ask(path: string, body: object, token?: string) {
  const response = await fetch(`${pageUrl}/v3/directline${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: publicUrl,
      ...(token && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  })
  return (await response.json()) as { conversationId: string; token: string; url: string }
}

const shownAt = async (conversationId: string) => {
  const rows = await house.store.database
    .selectFrom('activities')
    .select('activity')
    .where('conversation_key', '=', conversationId)
    .orderBy('position')
    .execute()
  return rows.map((row) => (JSON.parse(row.activity) as { text?: string }).text ?? '')
}

test('the first contact is told what is kept, how long, who reads it and how it is erased; the second is not', async () => {
  await say('上限は？')
  await line.waitForSends(1)
  const [notice, answer] = line.textsTo(aiko)
  for (const words of ['保存するもの', '期間', '読む人', 'データを消して', '書かないで'])
    expect(notice).toContain(words)
  expect(answer).toBe(echoOf('上限は？'))
  await say('下限は？')
  await line.waitForSends(2)
  expect(line.textsTo(aiko)).toHaveLength(3)
})

const noticesTold = () => line.textsTo(aiko).filter((text) => /はじめにお読みください|Please read first/.test(text))

test('the first contact is told whatever it begins with: a picture, a wish, a tap', async () => {
  await line.webhook.post(house.webhookUrl, [line.webhook.image(aiko)])
  await line.waitForSends(1)
  expect(line.textsTo(aiko)[0]).toContain('はじめにお読みください')
  await say('上限は？')
  await line.waitForSends(2)
  expect(noticesTold()).toHaveLength(1)
  const [bert, cora] = [lineUser(2), lineUser(3)]
  await line.webhook.post(house.webhookUrl, [line.webhook.text(bert, 'データを消して')])
  await line.waitForSends(3)
  await line.webhook.post(house.webhookUrl, [line.webhook.postback(cora, 'action=buy&item=1')])
  await line.waitForSends(4)
  for (const user of [bert, cora]) expect(line.textsTo(user)[0]).toContain('はじめにお読みください')
})

test('the notice is in the language that is spoken, also where nobody was added as a friend first', async () => {
  await say('What is the maximum amount?')
  await line.waitForSends(1)
  expect(line.textsTo(aiko)[0]).toContain('Please read first')
})

test('who adds the account is told once, with the greeting', async () => {
  await line.webhook.post(house.webhookUrl, [line.webhook.follow(aiko)])
  await line.waitForSends(1)
  await say('上限は？')
  await line.waitForSends(2)
  expect(noticesTold()).toHaveLength(1)
})

test('who asks for a person is offered our own page; the address works once and takes the case along', async () => {
  await say('共同研究を考えています')
  await say('相談員と話したい')
  await line.waitForSends(2)
  const token = /#continue=([\w.-]+)/.exec(lastText())?.[1] ?? ''
  expect(lastText()).toContain(`${publicUrl}/#continue=`)
  expect(JSON.stringify(await house.store.database.selectFrom('messages').selectAll().execute())).not.toContain(token)
  const { conversationId } = await ask('/tokens/web', { continue: token })
  const [there, here] = [await conversation('line'), await conversation('web')]
  expect(await findOpenCase(house.store.database, here?.id ?? '')).toMatchObject({ state: 'QUEUED' })
  expect([there?.control, here?.control]).toEqual(['BOT', 'HUMAN'])
  expect(await linkedConversations(house.store.database, there?.id ?? '')).toContain(here?.id)
  expect((await shownAt(conversationId)).join('\n')).toContain('共同研究を考えています')
  // Once means once.
  const second = await ask('/tokens/web', { continue: token })
  expect((await shownAt(second.conversationId)).join('\n')).not.toContain('共同研究')
  expect((await shownAt(second.conversationId)).join('\n')).toContain('このアドレスは使えません')
})

test('who takes up the offer of a person is given the address too, as it is good only now', async () => {
  await say('上限は？')
  await line.waitForSends(1)
  await say('👎')
  await line.waitForSends(2)
  await say('お願いします')
  await line.waitForSends(3)
  expect(await findOpenCase(house.store.database, (await conversation('line'))?.id ?? '')).toMatchObject({
    state: 'QUEUED',
  })
  expect(lastText()).toContain(`${publicUrl}/#continue=`)
  expect(line.received(aiko).at(-1)?.messages.at(-1)).toMatchObject({
    quickReply: {
      items: expect.arrayContaining([
        expect.objectContaining({ action: expect.objectContaining({ label: '専用ページで続ける' }) }),
      ]),
    },
  })
})

test('who speaks another language reads the way to our page in it, and its button works', async () => {
  await say('Please, 相談員と話したい')
  await line.waitForSends(1)
  expect(lastText()).toContain('go on at our own page')
  expect(lastText()).not.toContain('専用ページ')
  expect(lastText()).toContain(`${publicUrl}/#continue=`)
  expect(line.received(aiko).at(-1)?.messages.at(-1)).toMatchObject({
    quickReply: {
      items: expect.arrayContaining([
        expect.objectContaining({ action: expect.objectContaining({ label: 'Go to secure page' }) }),
      ]),
    },
  })
  await say('Go to secure page')
  await line.waitForSends(2)
  expect(lastText()).toContain('go on at our own page')
  expect(lastText()).toContain(`${publicUrl}/#continue=`)
})

test('who asks for a person while the bot is switched off is given the address too', async () => {
  await house.store.transaction(async (unit) => {
    const value = await readSetting(unit, 'doors')
    const doors = { ...value, line: { ...value.line, bot: false } }
    await writeSetting(unit, { name: 'doors', value: doors, by: 'kato', at: line.now() })
  })
  await say('相談員と話したい')
  await line.waitForSends(1)
  expect(lastText()).toContain(`${publicUrl}/#continue=`)
})

test('whoever waited for the desk to open is given an address that is still good', async () => {
  const { store } = house
  const value = hoursSetting.parse({ weekly: { mon: [{ open: '09:00', close: '17:00' }] } })
  await store.transaction((unit) => writeSetting(unit, { name: 'hours', value, by: 'kato', at: line.now() }))
  // A Sunday, and the Monday after it.
  const [night, morning] = [Date.parse('2040-06-10T22:00:00+09:00'), Date.parse('2040-06-11T09:30:00+09:00')]
  line.advance(night - line.now())
  await say('相談員と話したい')
  await line.waitForSends(1)
  line.advance(morning - line.now())
  const timer = await nextDueTimer(store.database, line.now())
  const timers = { store, identifiers: randomIdentifiers, securePage: web.securePage }
  if (timer) await fireTimer(timers, timer)
  await line.waitForSends(2)
  const token = /#continue=([\w.-]+)/.exec(lastText())?.[1] ?? ''
  const { conversationId } = await ask('/tokens/web', { continue: token })
  expect((await shownAt(conversationId)).join('\n')).toContain('相談員と話したい')
})

const mori = { login: 'mori', name: '森', role: 'responder' } as const
const desk = (): DeskContext => ({ ...house, identifiers: randomIdentifiers, securePage: web.securePage })
/** A person is offered to Aiko, who has not answered yet. */
const offer = async () => {
  await say('上限は？')
  await line.waitForSends(1)
  const row = await conversation('line')
  const { row: offered } = await house.store.transaction((unit) =>
    openCase(unit, {
      id: randomIdentifiers.uuid(),
      conversationId: row?.id ?? '',
      topic: 'その他',
      reason: '回答できなかった',
      urgent: false,
      actor: 'bot',
      at: line.now(),
      offer: true,
    }),
  )
  return offered.id
}

test('whom staff take out of a mere offer is given the address before anything personal is written', async () => {
  await claimCase(desk(), mori, await offer())
  await line.waitForSends(2)
  expect(lastText()).toContain('相談員が内容を確認しています')
  expect(lastText()).toContain(`${publicUrl}/#continue=`)
  // The thread, which staff read, keeps no address.
  const row = await conversation('line')
  const thread = await listMessages(house.store.database, row?.id ?? '')
  expect(JSON.stringify(thread)).not.toContain('#continue=')
})

test('whom staff answer out of a mere offer is given the address first, then the answer', async () => {
  await writeAsStaff(desk(), mori, await offer(), { text: 'ご事情を伺えますか。', private: false })
  await line.waitForSends(3)
  const [address, answer] = line.textsTo(aiko).slice(-2)
  expect(address).toContain(`${publicUrl}/#continue=`)
  expect(answer).toBe('ご事情を伺えますか。')
})

test('whom staff take before the desk opens is given an address that is still good', async () => {
  const value = hoursSetting.parse({ weekly: { mon: [{ open: '09:00', close: '17:00' }] } })
  await house.store.transaction((unit) => writeSetting(unit, { name: 'hours', value, by: 'kato', at: line.now() }))
  line.advance(Date.parse('2040-06-10T22:00:00+09:00') - line.now())
  await say('相談員と話したい')
  await line.waitForSends(1)
  line.advance(9 * 3_600_000)
  const row = await conversation('line')
  const open = await house.store.transaction((unit) => findOpenCase(unit, row?.id ?? ''))
  await claimCase(desk(), mori, open?.id ?? '')
  await line.waitForSends(2)
  const token = /#continue=([\w.-]+)/.exec(lastText())?.[1] ?? ''
  const { conversationId } = await ask('/tokens/web', { continue: token })
  expect((await shownAt(conversationId)).join('\n')).toContain('相談員と話したい')
})

test('the address is good for fifteen minutes, and a forged one for none', async () => {
  await say('専用ページで続ける')
  await line.waitForSends(1)
  const token = /#continue=([\w.-]+)/.exec(lastText())?.[1] ?? ''
  line.advance(15 * 60_000 + 1_000)
  const late = await ask('/tokens/web', { continue: token })
  const forged = await ask('/tokens/web', { continue: `${token.slice(0, -3)}abc` })
  for (const { conversationId } of [late, forged]) {
    expect((await shownAt(conversationId)).join('\n')).toContain('このアドレスは使えません')
  }
})

test('the same person at two doors: linked by LINE’s word, both threads kept, parted again by a word', async () => {
  await say('ウェブと連携')
  await line.waitForSends(1)
  const linkToken = /#line-link=([\w-]+)/.exec(lastText())?.[1] ?? ''
  expect(line.people.linkTokens.get(linkToken)).toBe(aiko)
  const { conversationId, token } = await ask('/tokens/web', {})
  await ask('/conversations', {}, token)
  const { url } = await ask(`/conversations/${conversationId}/line-link`, { linkToken }, token)
  const asked = new URL(url)
  expect([asked.origin, asked.searchParams.get('linkToken')]).toEqual(['https://access.line.me', linkToken])
  const nonce = asked.searchParams.get('nonce') ?? ''
  await line.webhook.post(house.webhookUrl, [line.webhook.accountLink(aiko, nonce)])
  await line.waitForSends(2)
  const [there, here] = [await conversation('line'), await conversation('web')]
  expect(await linkedConversations(house.store.database, here?.id ?? '')).toContain(there?.id)
  await say('連携を解除')
  await line.waitForSends(3)
  expect(lastText()).toContain('解除しました')
  expect(await linkedConversations(house.store.database, here?.id ?? '')).toEqual([here?.id])
  // The nonce is used up.
  await line.webhook.post(house.webhookUrl, [line.webhook.accountLink(aiko, nonce)])
  await line.waitForSends(4)
  expect(lastText()).toContain('連携できません')
})

test('a link that LINE could not make is spoken of kindly', async () => {
  const failed = line.webhook.event('accountLink', aiko, { link: { result: 'failed', nonce: 'n'.repeat(20) } })
  await line.webhook.post(house.webhookUrl, [failed])
  await line.waitForSends(1)
  expect(lastText()).toContain('連携できません')
})

test('「データを消して」 asks, says what stays and why, and then erases for real', async () => {
  await say('秘密の歯車について')
  await line.waitForSends(1)
  await say('データを消して')
  await line.waitForSends(2)
  expect(lastText()).toContain('文書管理')
  expect(await everything()).toContain('秘密の歯車')
  await say('消去を確定する')
  await line.waitForSends(3)
  expect(lastText()).toContain('消去しました')
  await eventually(async () => (await conversation('line'))?.conversation_key.startsWith('erased:') === true)
  const left = await everything()
  expect(left).not.toContain('秘密の歯車')
  expect(left).not.toContain(aiko)
  // Whoever writes again is a stranger.
  await say('はじめまして')
  await line.waitForSends(4)
  expect(line.textsTo(aiko).at(-2)).toContain('はじめにお読みください')
})

test('who erases while a person is with them ends that too, and staff keep no words', async () => {
  await say('秘密の歯車について')
  await say('相談員と話したい')
  await line.waitForSends(2)
  const id = (await conversation('line'))?.id ?? ''
  const open = await findOpenCase(house.store.database, id)
  const actor = { login: 'yamada', name: '山田', role: 'responder' } as const
  await house.store.transaction(async (unit) => {
    const row = { ...actor, id: 'yamada', password_hash: '-', disabled: 0, created_at: 0 }
    await unit.insertInto('staff').values(row).execute()
  })
  const desk = { store: house.store, identifiers: randomIdentifiers }
  await writeAsStaff(desk, actor, open?.id ?? '', { text: '秘密の歯車ですね', private: false })
  await line.waitForSends(3)
  await say('データを消して')
  await line.waitForSends(4)
  await say('消去を確定する')
  await line.waitForSends(5)
  expect(await findOpenCase(house.store.database, id)).toBeUndefined()
  expect((await house.store.database.selectFrom('conversations').select('control').executeTakeFirst())?.control).toBe(
    'BOT',
  )
  expect(await everything()).not.toContain('秘密の歯車')
})

/** Goes on at our own page, by the address that the bot gives; the conversation there. */
async function goOnAtOurPage() {
  const before = line.sends.length
  await say('専用ページで続ける')
  await line.waitForSends(before + 1)
  const token = /#continue=([\w.-]+)/.exec(lastText())?.[1] ?? ''
  return (await ask('/tokens/web', { continue: token })).conversationId
}

test('what is erased on LINE is gone at our page too, also after both were parted', async () => {
  await say('秘密の歯車について')
  await line.waitForSends(1)
  const there = await goOnAtOurPage()
  expect((await shownAt(there)).join('\n')).toContain('秘密の歯車')
  expect((await conversation('web'))?.state).toContain('秘密の歯車')
  await say('連携を解除')
  await line.waitForSends(3)
  await say('データを消して')
  await line.waitForSends(4)
  await say('消去を確定する')
  await line.waitForSends(5)
  expect(await everything()).not.toContain('秘密の歯車')
  // The thread at our page is its own: what was said there alone stays.
  expect((await shownAt(there)).join('\n')).toContain('LINEでのご相談の続き')
})

test('the user id goes although nobody can tell whether the farewell arrived', async () => {
  await say('秘密の歯車について')
  await line.waitForSends(1)
  await say('データを消して')
  await line.waitForSends(2)
  line.fail('reply', { kind: 'cut', when: 'after' }, { kind: 'cut', when: 'before' })
  await say('消去を確定する')
  await line.waitForSends(3)
  line.advance(70_000)
  await eventually(async () => (await conversation('line'))?.conversation_key.startsWith('erased:') === true, 20_000)
  expect(await everything()).not.toContain(aiko)
})

test('the user id goes after some days although the farewell waits for the next month', async () => {
  line.quota.limit = 1
  line.quota.used = 1
  await say('秘密の歯車について')
  await line.waitForSends(1)
  await say('データを消して')
  await line.waitForSends(2)
  await eventually(() => line.calls.some(({ endpoint }) => endpoint.includes('/quota')))
  line.fail('reply', { kind: 'status', status: 400 })
  await say('消去を確定する')
  const held = () => house.store.database.selectFrom('outbox').select('id').where('status', '=', 'held').execute()
  await eventually(async () => (await held()).length === 1)
  line.advance(7 * 86_400_000)
  await eventually(async () => (await conversation('line'))?.conversation_key.startsWith('erased:') === true, 20_000)
  expect(await everything()).not.toContain(aiko)
})

test('a message taken back is gone from our page, the memory there, the answers and what was sent', async () => {
  const secret = line.webhook.text(aiko, '秘密の歯車')
  await line.webhook.post(house.webhookUrl, [secret])
  await line.waitForSends(1)
  const there = await goOnAtOurPage()
  expect((await shownAt(there)).join('\n')).toContain('秘密の歯車')
  await line.webhook.post(house.webhookUrl, [line.webhook.unsend(aiko, (secret.message as { id: string }).id)])
  await eventually(async () => !(await everything()).includes('秘密の歯車'), 5_000, 'the words going')
  const said = await listMessages(house.store.database, (await conversation('line'))?.id ?? '', { limit: 2 })
  expect(said.map(({ text }) => text)).toEqual([
    '［送信が取り消されました］',
    '［送信が取り消されたメッセージへの回答］',
  ])
})

test('a confirmation that nobody was asked for erases nothing', async () => {
  await say('大切な相談')
  await line.waitForSends(1)
  await say('消去を確定する')
  await line.waitForSends(2)
  expect(await everything()).toContain('大切な相談')
})

test('the pictures beside the names are there, and go with the bubbles of the AI', async () => {
  await say('上限は？')
  await line.waitForSends(1)
  expect(line.received(aiko)[0]?.messages.at(-1)).toMatchObject({
    sender: { name: 'AI案内', iconUrl: `${publicUrl}/line/icons/bot.png` },
  })
  for (const sender of ['bot', 'staff']) {
    const response = await fetch(house.webhookUrl.replace('/webhook', `/icons/${sender}.png`))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(1024 * 1024)
  }
})
