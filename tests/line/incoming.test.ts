import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LinePlatform, startLinePlatform } from '../../adapters/line/simulator/platform.ts'
import { type LineEvent, lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import type { Consultant } from '../../bot/consultant.ts'
import { type DeliveryPayload, writePayload } from '../../bot/delivery.ts'
import { claimCase } from '../../handoff/cases/claim.ts'
import { openCase } from '../../handoff/cases/open-case.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { readThread } from '../../handoff/cases/thread.ts'
import { listAttachments, readAttachment } from '../../storage/attachments.ts'
import { findOpenCase } from '../../storage/cases.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { listMessages } from '../../storage/messages.ts'
import { enqueueDelivery } from '../../storage/outbox.ts'
import type { Message } from '../../storage/types.ts'
import { eventually } from '../support/eventually.ts'
import { echoOf, type LineHouse, lineSecret, lineToken, sealed, startLineHouse } from '../support/line-house.ts'

let line: LinePlatform
let house: LineHouse
let heard: string[]

const aiko = lineUser(1)
const yamada = { login: 'yamada', name: '山田', role: 'responder' } as const
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

beforeEach(async () => {
  heard = []
  line = await startLinePlatform({ channelSecret: lineSecret, channelAccessToken: lineToken })
  // 既読 is left to us.
  line.account.markAsReadMode = 'manual'
  house = await startLineHouse({
    databaseUrl: 'sqlite::memory:',
    apiBaseUrl: line.url,
    clock: { now: line.now },
    consultant: listening,
  })
})

afterEach(async () => {
  await house.stop()
  await line.close()
})

/** Repeats what it heard, and keeps that in its state and in its trail as a model's prompt would. */
const listening: Consultant = {
  greeting: () => ({ text: 'こんにちは。', citations: [], suggestions: [] }),
  async turn({ text }) {
    heard.push(text)
    return {
      outcome: { outcome: 'answered', reason: 'record' },
      reply: { text: echoOf(text), citations: [{ id: 'r', title: `${text}の制度` }], suggestions: [] },
      effects: [],
      state: { heard: text },
      trail: { intent: 'test', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } },
    }
  },
}

const post = (...events: LineEvent[]) => line.webhook.post(house.webhookUrl, events)
const idOf = (event: LineEvent) => (event.message as { id: string }).id
const conversation = () => house.store.database.selectFrom('conversations').selectAll().executeTakeFirstOrThrow()
const thread = async (): Promise<Message[]> =>
  (await readThread(house.store.database, (await conversation()).id, 100)).messages
const emptied = async () =>
  eventually(async () => {
    const { database } = house.store
    const waiting = await database.selectFrom('inbox').select('id').where('status', '=', 'pending').execute()
    const unsent = await database.selectFrom('outbox').select('id').where('status', '=', 'pending').execute()
    return waiting.length + unsent.length === 0
  })

/** A person takes the conversation over. */
async function staffTakeOver(): Promise<string> {
  const { id } = await conversation()
  const { store } = house
  await store.transaction(async (unit) => {
    const row = { ...yamada, id: 'yamada', password_hash: '-', disabled: 0, created_at: 0 }
    await unit.insertInto('staff').values(row).execute()
  })
  const { row } = await store.transaction((unit) =>
    openCase(unit, {
      id: randomIdentifiers.uuid(),
      conversationId: id,
      topic: 'その他',
      reason: '',
      urgent: false,
      actor: 'bot',
      at: line.now(),
    }),
  )
  await claimCase({ store, identifiers: randomIdentifiers }, yamada, row.id)
  return row.id
}

test('a message taken back is gone from the thread, the raw event and the state; the console is told', async () => {
  const secret = line.webhook.text(aiko, '未公開の発明は光る歯車です')
  await post(secret)
  await line.waitForSends(1)
  await post(line.webhook.unsend(aiko, idOf(secret)))
  await eventually(async () => (await thread()).some(({ text }) => text.includes('取り消されました')))
  const { database } = house.store
  const [user] = await thread()
  expect(user).toMatchObject({ role: 'user', text: '［送信が取り消されました］' })
  expect((await conversation()).state).toBeNull()
  const left = [
    ...(await database.selectFrom('inbox').select('payload').execute()),
    ...(await database.selectFrom('messages').select(['text', 'details']).where('role', '=', 'user').execute()),
  ]
  expect(JSON.stringify(left)).not.toContain('光る歯車')
})

/** Staff's words rode along with the answer to `secret`; nobody can tell whether that arrived, and the user is asked. */
async function doubtedAnswer(notice: 'sent' | 'held') {
  const { store } = house
  const secret = line.webhook.text(aiko, '未公開の発明は光る歯車です')
  await post(secret)
  await line.waitForSends(1)
  const { id } = await conversation()
  const answer = await store.database.selectFrom('outbox').selectAll().executeTakeFirstOrThrow()
  await store.transaction(async (unit) => {
    const never = Number.MAX_SAFE_INTEGER
    const held = { status: 'held', last_error: 'uncertain', available_at: never, finished_at: null, plan: null }
    await unit.updateTable('outbox').set(held).where('id', '=', answer.id).execute()
    const saying = (text: string, more: Partial<DeliveryPayload>) =>
      enqueueDelivery(unit, {
        conversationId: id,
        payload: writePayload({
          replies: [{ text, citations: [], suggestions: [] }],
          sender: 'staff',
          messageId: 'of staff',
          ...more,
        }),
        replyTo: {},
      })
    const staff = await saying('書類は届いています。', {})
    await unit
      .updateTable('outbox')
      .set({ ...held, doubted_with: answer.id })
      .where('id', '=', staff.id)
      .execute()
    const asks = await saying('「未公開の発明は光る」', {
      sender: 'system',
      again: answer.id,
      messageId: answer.message_id ?? '',
    })
    if (notice === 'held') {
      const quota = { status: 'held', last_error: 'line-quota', available_at: never }
      await unit.updateTable('outbox').set(quota).where('id', '=', asks.id).execute()
    }
  })
  if (notice === 'sent') await line.waitForSends(2)
  return { secret, again: answer.id }
}

test.each(['sent', 'held'] as const)(
  'an answer of unknown fate is taken back: what rode along with it is still had by the button, %s before',
  async (notice) => {
    const { secret, again } = await doubtedAnswer(notice)
    await house.store.database.updateTable('conversations').set({ state: '{"language":"en"}' }).execute()
    await post(line.webhook.unsend(aiko, idOf(secret)))
    await eventually(async () => (await thread()).some(({ text }) => text.includes('取り消されました')))
    if (notice === 'held') {
      await post(line.webhook.text(aiko, '次の質問'))
      await eventually(() => line.textsTo(aiko).some((text) => /may not have reached you.*書類は届いて/s.test(text)))
      expect(line.textsTo(aiko).slice(1).join('')).not.toContain('光る')
    }
    await post(line.webhook.postback(aiko, sealed(aiko, { fetch: again })))
    await eventually(() => line.textsTo(aiko).at(-1) === '書類は届いています。')
    // Had once, it is not had again.
    await post(line.webhook.postback(aiko, sealed(aiko, { fetch: again })))
    await eventually(() => line.textsTo(aiko).at(-1)?.includes('お届け済み') ?? false)
    expect(line.textsTo(aiko).filter((text) => text === '書類は届いています。')).toHaveLength(1)
  },
)

test('a message taken back before it was read is never read', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  const secret = line.webhook.text(aiko, '読まれたくない')
  // LINE may deliver in any order: here the withdrawal comes first.
  await post({ ...line.webhook.unsend(aiko, idOf(secret)), timestamp: secret.timestamp + 1 })
  await emptied()
  await post(secret)
  await emptied()
  expect(heard).toEqual(['はじめに'])
  expect(JSON.stringify(await house.store.database.selectFrom('messages').selectAll().execute())).not.toContain(
    '読まれ',
  )
  expect(JSON.stringify(await house.store.database.selectFrom('inbox').selectAll().execute())).not.toContain('読まれ')
})

test('while a person holds the case a draft made of a withdrawn message goes too, and so does the file', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  const caseId = await staffTakeOver()
  const picture = line.webhook.image(aiko)
  line.contents.set(idOf(picture), [{ kind: 'bytes', bytes: png }])
  await post(picture)
  const stored = async () => (await listAttachments(house.store.database, [(await conversation()).id]))[0]
  await eventually(async () => (await stored())?.status === 'stored')
  await post(line.webhook.unsend(aiko, idOf(picture)))
  await eventually(async () => (await stored())?.status === 'gone')
  expect(await readAttachment(house.store.database, (await stored())?.id ?? '')).toBeUndefined()
  const events = await house.store.database
    .selectFrom('case_events')
    .select('type')
    .where('case_id', '=', caseId)
    .execute()
  expect(events.map(({ type }) => type)).toContain('withdrawn')
})

test('an answer that waits is not given any more once its question was taken back', async () => {
  line.quota.limit = 1
  line.quota.used = 1
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  await eventually(() => line.calls.some(({ endpoint }) => endpoint.includes('/quota')))
  const secret = line.webhook.text(aiko, '光る歯車')
  line.fail('reply', { kind: 'status', status: 400 })
  await post(secret)
  const held = () => house.store.database.selectFrom('outbox').select('id').where('status', '=', 'held').execute()
  await eventually(async () => (await held()).length === 1)
  await post(line.webhook.unsend(aiko, idOf(secret)))
  await eventually(async () => (await held()).length === 0)
  await post(line.webhook.text(aiko, '別の話'))
  await line.waitForSends(2)
  expect(line.textsTo(aiko).join()).not.toContain('光る歯車')
  expect(line.textsTo(aiko).at(-1)).toContain(echoOf('別の話'))
})

test('an edit that is delivered after the message was taken back brings no words back', async () => {
  const first = line.webhook.text(aiko, '上限は？')
  await post(first)
  await line.waitForSends(1)
  const edit = line.webhook.event('messageEdited', aiko, {
    message: { id: idOf(first), type: 'text', text: '光る歯車の上限は？' },
  })
  await post(line.webhook.unsend(aiko, idOf(first)))
  await eventually(async () => (await thread())[0]?.text.includes('取り消されました') === true)
  await post(line.webhook.redelivered(edit))
  await emptied()
  expect(JSON.stringify(await thread())).not.toContain('光る歯車')
})

test('a goodbye or a hello that LINE delivers late changes nothing: what the user did since counts', async () => {
  const goodbye = line.webhook.unfollow(aiko)
  line.advance(5_000)
  await post(line.webhook.follow(aiko))
  await line.waitForSends(1)
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(2)
  await staffTakeOver()
  await post(line.webhook.redelivered(goodbye))
  await emptied()
  expect((await conversation()).reachable).toBe(1)
  expect(await findOpenCase(house.store.database, (await conversation()).id)).toMatchObject({ state: 'ASSIGNED' })
  const hello = line.webhook.follow(aiko)
  line.advance(5_000)
  await post(line.webhook.unfollow(aiko))
  await emptied()
  await post(line.webhook.redelivered(hello))
  await emptied()
  expect((await conversation()).reachable).toBe(0)
})

test('an edited message reads as it does now', async () => {
  const first = line.webhook.text(aiko, '上限は？')
  await post(first)
  await line.waitForSends(1)
  const edit = line.webhook.event('messageEdited', aiko, {
    message: { id: idOf(first), type: 'text', text: '下限は？' },
  })
  await post(edit)
  await eventually(async () => (await thread())[0]?.text === '下限は?')
  expect(heard).toEqual(['上限は？'])
})

test('a sticker that says something is answered like its words; another one is explained', async () => {
  await post(
    line.webhook.message(aiko, { type: 'sticker', packageId: '1', stickerId: '2', keywords: ['cony', 'Thanks'] }),
  )
  await line.waitForSends(1)
  expect(heard).toEqual(['ありがとう'])
  expect((await thread())[0]?.text).toBe('［スタンプ「ありがとう」］')
  await post(line.webhook.message(aiko, { type: 'sticker', packageId: '1', stickerId: '3', keywords: ['dancing'] }))
  await line.waitForSends(2)
  expect(heard).toEqual(['ありがとう'])
  expect(line.textsTo(aiko).at(-1)).toContain('相談員')
})

test('the name of the account in front of a question is no part of it', async () => {
  const text = '@窓口 上限は？'
  await post(
    line.webhook.message(aiko, {
      type: 'text',
      text,
      mention: { mentionees: [{ index: 0, length: 3, type: 'user', isSelf: true }] },
    }),
  )
  await line.waitForSends(1)
  expect(heard).toEqual(['上限は？'])
})

test('an emoji of LINE is no word: 「はい(ok)」 was no yes, and 「(hello)」 alone was answered in English', async () => {
  const emoji = (index: number, length: number) => ({ index, length, productId: 'p', emojiId: '001' })
  await post(
    line.webhook.message(aiko, { type: 'text', text: '(star)上限は？(ok)', emojis: [emoji(0, 6), emoji(10, 4)] }),
  )
  await line.waitForSends(1)
  expect(heard).toEqual(['上限は？'])
  await post(line.webhook.message(aiko, { type: 'text', text: '(hello)', emojis: [emoji(0, 7)] }))
  await line.waitForSends(2)
  expect(heard.at(-1)).toBe('こんにちは')
  await post(line.webhook.message(aiko, { type: 'text', text: '(brown)(love)', emojis: [emoji(0, 7), emoji(7, 6)] }))
  await line.waitForSends(3)
  expect(heard).toHaveLength(2)
  expect(line.textsTo(aiko).at(-1)).toContain('相談員')
})

test('who quotes an older answer asks about that one', async () => {
  await post(line.webhook.text(aiko, 'バウチャー'))
  await line.waitForSends(1)
  const reference = async () =>
    house.store.database
      .selectFrom('message_references')
      .innerJoin('messages', 'messages.id', 'message_references.message_id')
      .select('external_id')
      .where('role', '=', 'bot')
      .executeTakeFirst()
  await eventually(async () => (await reference()) !== undefined)
  await post(line.webhook.text(aiko, '共同研究'))
  await line.waitForSends(2)
  const quoted = (await reference())?.external_id
  await post(line.webhook.message(aiko, { type: 'text', text: '上限は？', quotedMessageId: quoted }))
  await line.waitForSends(3)
  expect(heard.at(-1)).toBe('バウチャーの制度の上限は？')
  expect((await thread()).findLast(({ role }) => role === 'user')?.text).toBe('上限は?')
})

test('a picture, a file and a place are kept only while a person holds the conversation', async () => {
  const place = {
    type: 'location',
    title: '板橋区役所',
    address: '東京都板橋区板橋2-66-1',
    latitude: 35.75,
    longitude: 139.7,
  }
  await post(line.webhook.image(aiko), line.webhook.message(aiko, place))
  await line.waitForSends(2)
  expect(line.textsTo(aiko).at(-1)).toContain('相談員')
  const { id } = await conversation()
  expect(await listAttachments(house.store.database, [id])).toEqual([])
  expect(JSON.stringify(await thread())).not.toContain('板橋区役所')
  await staffTakeOver()
  const file = line.webhook.message(aiko, { type: 'file', fileName: '図面.pdf', fileSize: 9 })
  line.contents.set(idOf(file), [{ kind: 'preparing' }, { kind: 'bytes', bytes: Buffer.from('%PDF-1.7\n1') }])
  await post(file, line.webhook.message(aiko, place))
  await eventually(async () => (await listAttachments(house.store.database, [id]))[0]?.status === 'stored')
  const [stored] = await listAttachments(house.store.database, [id])
  expect(stored).toMatchObject({ media_type: 'application/pdf', file_name: '図面.pdf', attempts: 2 })
  expect(JSON.stringify(await thread())).toContain('板橋区役所')
})

test('files that are too large, cut off, of a dangerous kind or gone end nothing and are named to staff', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  await staffTakeOver()
  const huge = line.webhook.message(aiko, { type: 'file', fileName: 'big.bin', fileSize: 300 * 1024 * 1024 })
  const [lying, cut, page, gone] = ['lying', 'cut', 'page', 'gone'].map((fileName) =>
    line.webhook.message(aiko, { type: 'file', fileName, fileSize: 10 }),
  ) as [LineEvent, LineEvent, LineEvent, LineEvent]
  line.contents.set(idOf(lying), [{ kind: 'bytes', bytes: Buffer.alloc(21 * 1024 * 1024) }])
  line.contents.set(idOf(cut), [
    { kind: 'cut', bytes: Buffer.alloc(100_000, 1) },
    { kind: 'bytes', bytes: png },
  ])
  line.contents.set(idOf(page), [{ kind: 'bytes', bytes: Buffer.from('<html><script>alert(1)</script>') }])
  line.contents.set(idOf(gone), [{ kind: 'status', status: 410 }])
  await post(huge, lying, cut, page, gone)
  const { id } = await conversation()
  const rows = () => listAttachments(house.store.database, [id])
  await eventually(
    async () => (await rows()).length === 5 && (await rows()).every(({ status }) => status !== 'waiting'),
    15_000,
  )
  const ends = Object.fromEntries((await rows()).map((row) => [row.file_name, [row.status, row.reason]]))
  expect(ends).toEqual({
    'big.bin': ['refused', 'too-large'],
    lying: ['refused', 'too-large'],
    cut: ['stored', null],
    page: ['refused', 'type'],
    gone: ['gone', 'withdrawn'],
  })
  expect(line.bodies.some(({ path }) => path.includes(idOf(huge)))).toBe(false)
})

test('pictures that were sent together are answered once', async () => {
  const set = (id: string, index: number) =>
    line.webhook.message(aiko, { type: 'image', contentProvider: { type: 'line' }, imageSet: { id, index, total: 3 } })
  // LINE may deliver them in any order, and not all at once.
  await post(set('S', 2), set('S', 1))
  await post(set('S', 3))
  await emptied()
  expect(line.sends).toHaveLength(1)
  expect((await thread()).filter(({ role }) => role === 'user')).toHaveLength(3)
  await post(set('T', 1))
  await line.waitForSends(2)
})

test('who sends a file that is too large is told so, with the limit', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  await staffTakeOver()
  const huge = line.webhook.message(aiko, { type: 'file', fileName: 'big.zip', fileSize: 300 * 1024 * 1024 })
  await post(huge)
  await line.waitForSends(2)
  expect(line.textsTo(aiko).at(-1)).toContain('20MB')
  const { id } = await conversation()
  expect((await listAttachments(house.store.database, [id]))[0]).toMatchObject({
    status: 'refused',
    reason: 'too-large',
  })
})

test('a file that turns out to be too large, or of a kind that is not taken, is spoken of too', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  await staffTakeOver()
  const lying = line.webhook.message(aiko, { type: 'file', fileName: 'lying', fileSize: 10 })
  const page = line.webhook.message(aiko, { type: 'file', fileName: 'page.html', fileSize: 10 })
  line.contents.set(idOf(lying), [{ kind: 'bytes', bytes: Buffer.alloc(21 * 1024 * 1024) }])
  line.contents.set(idOf(page), [{ kind: 'bytes', bytes: Buffer.from('<html><script>alert(1)</script>') }])
  await post(lying)
  await line.waitForSends(2)
  expect(line.textsTo(aiko).at(-1)).toContain('20MB')
  await post(page)
  await line.waitForSends(3)
  expect(line.textsTo(aiko).at(-1)).toContain('この種類のファイル')
})

test.each([
  ['en', 'larger than 20 MB', 'this kind of file', 'did not reach us'],
  ['zh', '20MB', '这种文件', '未能收到'],
  ['ko', '20MB', '이 종류의 파일', '받지 못했습니다'],
  ['vi', '20 MB', 'loại tệp này', 'chưa đến được'],
  ['easy', '20MB', 'この ファイル', '届（とど）きませんでした'],
])('files are refused in the language of the talk: %s', async (language, tooLarge, kind, lost) => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  await staffTakeOver()
  await house.store.database
    .updateTable('conversations')
    .set({ state: JSON.stringify({ language }) })
    .execute()
  const huge = line.webhook.message(aiko, { type: 'file', fileName: 'big.zip', fileSize: 300 * 1024 * 1024 })
  const page = line.webhook.message(aiko, { type: 'file', fileName: 'page.html', fileSize: 10 })
  const gone = line.webhook.message(aiko, { type: 'file', fileName: 'gone', fileSize: 10 })
  line.contents.set(idOf(page), [{ kind: 'bytes', bytes: Buffer.from('<html><script>alert(1)</script>') }])
  line.contents.set(idOf(gone), [{ kind: 'status', status: 404 }])
  await post(huge)
  await line.waitForSends(2)
  await post(page)
  await line.waitForSends(3)
  await post(gone)
  await line.waitForSends(4)
  expect(line.textsTo(aiko).slice(-3)).toEqual([
    expect.stringContaining(tooLarge),
    expect.stringContaining(kind),
    expect.stringContaining(lost),
  ])
})

test('who has taken a file back is not asked for it again', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  await staffTakeOver()
  const gone = line.webhook.message(aiko, { type: 'file', fileName: 'gone', fileSize: 10 })
  line.contents.set(idOf(gone), [{ kind: 'status', status: 410 }])
  await post(gone)
  const { id } = await conversation()
  await eventually(async () => (await listAttachments(house.store.database, [id]))[0]?.status === 'gone')
  await emptied()
  expect(line.sends).toHaveLength(1)
})

test('asked into a group the account says one line and leaves; what is said there is not read', async () => {
  const group = `C${'1'.repeat(32)}`
  const talk = line.webhook.event('message', aiko, {
    source: { type: 'group', groupId: group, userId: aiko },
    message: { id: '1', type: 'text', text: '秘密' },
  })
  await post(line.webhook.join(group), talk)
  await eventually(() => line.people.left.length > 0)
  expect(line.people.left).toEqual([group])
  expect(line.sends).toHaveLength(1)
  expect(line.sends[0]?.messages[0]?.text).toContain('1対1')
  expect(heard).toEqual([])
})

test('a group whose token LINE does not take is left without a word: a push would count for every member', async () => {
  const group = `C${'2'.repeat(32)}`
  line.fail('reply', { kind: 'status', status: 400 })
  await post(line.webhook.join(group))
  await eventually(() => line.people.left.length > 0)
  expect(line.people.left).toEqual([group])
  expect(line.calls.filter(({ endpoint }) => endpoint === 'push')).toEqual([])
  expect(line.quota.used).toBe(0)
})

test('in standby, and for kinds of event that nobody knows yet, the account is silent', async () => {
  const standby = line.webhook.event('message', aiko, {
    mode: 'standby',
    message: { id: '1', type: 'text', text: 'x' },
  })
  const unknown = line.webhook.event('hologram', aiko, { hologram: { depth: 3 } })
  await post(
    standby,
    unknown,
    line.webhook.event('videoPlayComplete', aiko, {}),
    line.webhook.event('beacon', aiko, {}),
  )
  await post(line.webhook.text(aiko, 'ここから'))
  await line.waitForSends(1)
  expect(heard).toEqual(['ここから'])
  expect(line.sends).toHaveLength(1)
})

test('a button that is forged, of another chat or very old is answered kindly, and does nothing', async () => {
  const words = { say: '相談員と話したい' }
  const forged = sealed(aiko, { say: '内緒の操作' }).replace('内緒の操作', '別の操作です')
  const other = sealed(lineUser(2), { say: 'いつまで？' })
  const old = sealed(aiko, words, line.now() - 100 * 86_400_000)
  for (const data of [forged, other, old, 'action=buy&item=1']) await post(line.webhook.postback(aiko, data))
  await line.waitForSends(4)
  expect(heard).toEqual([])
  expect(line.textsTo(aiko).every((text) => text.includes('古くなった'))).toBe(true)
  expect(await findOpenCase(house.store.database, (await conversation()).id)).toBeUndefined()
})

test('an old button is answered in the language of the talk, with the way to a person in it', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  await house.store.database.updateTable('conversations').set({ state: '{"language":"vi"}' }).execute()
  await post(line.webhook.postback(aiko, 'action=buy&item=1'))
  await line.waitForSends(2)
  expect(line.textsTo(aiko).at(-1)).toContain('Nút này đã cũ')
  expect(JSON.stringify(line.sends.at(-1)?.messages)).toContain('Gặp nhân viên')
})

test('staff quote the question they answer, also when the system has spoken in between, or another that they choose', async () => {
  await post(line.webhook.text(aiko, 'はじめに'))
  await line.waitForSends(1)
  const caseId = await staffTakeOver()
  const question = line.webhook.text(aiko, '順番は？')
  await post(question)
  await line.waitForSends(2)
  const asYamada = (text: string, quote?: string) =>
    writeAsStaff({ store: house.store, identifiers: randomIdentifiers }, yamada, caseId, {
      text,
      private: false,
      quote,
    })
  const quotedIn = (event: LineEvent) => ({ quoteToken: (event.message as { quoteToken: string }).quoteToken })
  const newest = () => line.received(aiko).at(-1)?.messages[0]

  await asYamada('お待たせしました')
  await line.waitForSends(3)
  expect(newest()).toMatchObject({ ...quotedIn(question), sender: { name: '相談員' } })

  await post(line.webhook.text(aiko, '急ぎません'))
  const { id } = await conversation()
  const heard = async (text: string) =>
    (await listMessages(house.store.database, id)).find((message) => message.text.includes(text))?.id
  await eventually(async () => (await heard('急ぎません')) !== undefined)
  const chosen = await heard('順番')
  expect(chosen).toBeDefined()
  await asYamada('いま3番目です', chosen)
  await line.waitForSends(4)
  expect(newest()).toMatchObject({ text: 'いま3番目です', ...quotedIn(question) })
})

test('LINE is told what was really read: by the bot with its answer', async () => {
  const event = line.webhook.text(aiko, '読んだ？')
  await eventually(() => line.calls.some(({ endpoint }) => endpoint.endsWith('/v2/bot/info')))
  await post(event)
  await line.waitForSends(1)
  await eventually(() => [...line.presence.readTokens].length > 0)
  expect([...line.presence.readTokens]).toEqual([(event.message as { markAsReadToken: string }).markAsReadToken])
})
