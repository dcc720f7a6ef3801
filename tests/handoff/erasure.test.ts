import { afterEach, expect, test } from 'vitest'
import { claimCase } from '../../handoff/cases/claim.ts'
import { continueOnWeb } from '../../handoff/cases/continue-on-web.ts'
import { resolveCase } from '../../handoff/cases/resolve.ts'
import { createDeskWorkers } from '../../handoff/desk-workers.ts'
import { unlinkConversation } from '../../storage/conversation-links.ts'
import { forgetKeys } from '../../storage/erasure.ts'
import { referenceFact, writeFact } from '../../storage/facts.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import type { Queryable } from '../../storage/schema.ts'
import { eventually } from '../support/eventually.ts'
import { databases, type House, openHouse, yamada } from './support/house.ts'

/** Words of the user, as they may stand in any column that is free to hold some. */
const WORDS = '光る歯車の発明'

/** Columns that hold codes, ids and the names of staff, never a word of a user: they stay or go with their row. */
const codes: Readonly<Record<string, readonly string[]>> = {
  alerts: ['id', 'kind', 'case_id', 'channel', 'status', 'last_error'],
  attachments: ['id', 'conversation_id', 'message_id', 'door', 'kind', 'status', 'reason'],
  case_events: ['case_id', 'conversation_id', 'type', 'from_state', 'to_state', 'actor', 'owner'],
  case_reads: ['case_id', 'login'],
  cases: [
    'id',
    'conversation_id',
    'state',
    'owner',
    'team',
    'topic',
    'end_reason',
    'parked_state',
    'awaiting',
    'transfer_from',
    'prefers',
    'excluded',
    'reopened_from',
  ],
  consultation_records: ['case_id', 'outcome', 'written_by', 'changed_by'],
  consultation_results: ['case_id', 'kind', 'partner', 'on_day'],
  faq_candidates: ['case_id', 'topic', 'status', 'opened_by', 'decided_by'],
  conversation_links: ['id', 'conversation_id', 'other_id'],
  inbox: ['id', 'conversation_id', 'kind', 'status', 'last_error'],
  message_references: ['conversation_id', 'message_id'],
  messages: ['id', 'conversation_id', 'case_id', 'role'],
  one_time_links: ['conversation_id', 'purpose'],
  outbox: ['id', 'conversation_id', 'door', 'retry_key', 'status', 'lease_token', 'last_error', 'message_id'],
  suggestion_verdicts: ['id', 'case_id', 'login', 'source', 'verdict'],
  surveys: ['id', 'conversation_id', 'case_id', 'status'],
  timers: ['case_id', 'kind'],
  typing_signs: ['conversation_id'],
  withdrawn_messages: ['conversation_id'],
}
/** What a column must look like to be read; in every other one a JSON string stands, with the words. */
const shapes: Readonly<Record<string, object>> = {
  'messages.details': { eraseQuestion: true, words: WORDS },
  'inbox.payload': { eventId: 'e0', text: WORDS, replyTo: {} },
  'outbox.payload': { words: WORDS },
}

const tablesOf = (database: Queryable) => database.introspection.getTables()

/** The columns of a table that belong to one person and may hold words. */
function wordColumns(table: { name: string; columns: { name: string; dataType: string }[] }): string[] {
  if (table.name === 'conversations') return ['state']
  const names = table.columns.map(({ name }) => name)
  if (!names.includes('conversation_id') && !names.includes('case_id') && table.name !== 'cases') return []
  return table.columns
    .filter(({ name, dataType }) => /text/i.test(dataType) && !codes[table.name]?.includes(name))
    .map(({ name }) => name)
}

/** Every row of every table that still holds the words. */
async function rowsWithWords(database: Queryable): Promise<string[]> {
  const found: string[] = []
  for (const name of [...Object.keys(codes), 'activities', 'conversations', 'facts', 'audit']) {
    const rows = await database
      .selectFrom(name as 'cases')
      .selectAll()
      .execute()
    found.push(
      ...rows.map((row) => JSON.stringify(row)).flatMap((row) => (row.includes(WORDS) ? [`${name} ${row}`] : [])),
    )
  }
  return found
}

let house: House
afterEach(() => house.close())

/** A talk with a person that is over, with a survey and a record; the id of its case. */
async function talk(): Promise<string> {
  house = await openHouse()
  await house.say('補助金はありますか')
  await house.say('相談員')
  const { id } = await house.openCase()
  await claimCase(house.context, yamada, id)
  await resolveCase(house.context, yamada, id, { reason: 'staff_resolved' })
  const conversation = await house.conversation()
  const at = house.clock.now()
  await house.store.transaction(async (unit) => {
    const survey = { id: 's1', conversation_id: conversation.id, case_id: id, status: 'done', score: 2 }
    await unit
      .insertInto('surveys')
      .values({ ...survey, comment: '', asked_at: at, answered_at: at })
      .execute()
    const record = { case_id: id, outcome: 'informed', summary: '', minutes: 10, follow_up_on: null, version: 1 }
    const by = { written_by: 'yamada', written_at: at, changed_by: 'yamada', changed_at: at }
    const candidate = { case_id: id, topic: '補助金', question: '', answer: '', status: 'accepted', note: '' }
    const opened = { opened_by: 'yamada', opened_at: at, decided_by: 'kato', decided_at: at }
    await unit
      .insertInto('faq_candidates')
      .values({ ...candidate, ...opened })
      .execute()
    await unit
      .insertInto('consultation_records')
      .values({ ...record, ...by })
      .execute()
  })
  return id
}

test('erasing leaves no word of the user in any column that may hold one', async () => {
  const caseId = await talk()
  const { database } = house.store
  await house.say('データを消して')
  for (const table of await tablesOf(database)) {
    for (const column of wordColumns(table)) {
      const written = JSON.stringify(shapes[`${table.name}.${column}`] ?? WORDS)
      await database
        .updateTable(table.name as 'cases')
        .set({ [column]: written } as object)
        .execute()
    }
  }
  expect((await rowsWithWords(database)).map((row) => row.split(' ')[0])).toEqual(
    expect.arrayContaining([
      'cases',
      'case_events',
      'consultation_records',
      'faq_candidates',
      'messages',
      'outbox',
      'surveys',
    ]),
  )
  await house.say('消去を確定する')
  expect(await rowsWithWords(database)).toEqual([])
  // What is a record of the work stays: that it was, what came of it, how long it took.
  expect(await house.caseOf(caseId)).toMatchObject({ end_reason: 'staff_resolved' })
  expect(await database.selectFrom('surveys').select('score').execute()).toEqual([{ score: 2 }])
  expect(await database.selectFrom('consultation_records').select('minutes').execute()).toEqual([{ minutes: 10 }])
})

/** A talk that went on at our own page, with the copy that is shown there. */
async function talkInTwoPlaces(): Promise<void> {
  await house.send(house.event('message', WORDS, { facts: { messageId: 'm1' } }))
  await house.send(house.event('joined', '', { door: 'web', conversationKey: 'w' }))
  const from = await house.conversation()
  await house.store.transaction(async (unit) => {
    const { id: to } = await unit
      .selectFrom('conversations')
      .select('id')
      .where('door', '=', 'web')
      .executeTakeFirstOrThrow()
    const past = await continueOnWeb(unit, randomIdentifiers, { from: from.id, to })
    await unit
      .updateTable('conversations')
      .set({ state: JSON.stringify({ heard: WORDS }) })
      .execute()
    const copies = past.map(({ id, text }, index) => ({
      conversation_key: 'w',
      position: index + 1,
      id: `past-${id}`,
      activity: JSON.stringify({ text }),
      at: house.clock.now(),
    }))
    await unit.insertInto('activities').values(copies).execute()
    await unlinkConversation(unit, from.id)
  })
  expect((await rowsWithWords(house.store.database)).map((row) => row.split(' ')[0])).toContain('activities')
}

for (const [name, createPlace] of await databases()) {
  test(`what went on at our page is erased with the rest, although both were parted (${name})`, async () => {
    house = await openHouse(createPlace)
    await talkInTwoPlaces()
    await house.say('データを消して')
    await house.say('消去を確定する')
    expect(await rowsWithWords(house.store.database)).toEqual([])
  })

  test(`a message taken back is gone at our page too, with the memory there (${name})`, async () => {
    house = await openHouse(createPlace)
    await talkInTwoPlaces()
    await house.send(house.event('withdrawn', '', { facts: { messageId: 'm1' } }))
    expect(await rowsWithWords(house.store.database)).toEqual([])
  })
}

/** Sends what the outbox holds, and lets the house forget what is due until `forgotten`. */
async function forgetAll(forgotten: () => Promise<boolean>): Promise<void> {
  const { store } = house
  // The farewell has arrived.
  await store.database.updateTable('outbox').set({ status: 'sent' }).execute()
  const workers = createDeskWorkers({
    store,
    identifiers: randomIdentifiers,
    logger: silentLogger,
    operator: '窓口',
  })
  workers.start()
  await eventually(forgotten)
  await workers.stop()
}
const keysOf = async ({ store }: House) =>
  (await store.database.selectFrom('conversations').select('conversation_key').execute()).map(
    (row) => row.conversation_key,
  )
const isForgotten = async () => (await keysOf(house))[0]?.startsWith('erased:') ?? false

test('the address of a visitor of our own page is forgotten too, where LINE is no door at all', async () => {
  house = await openHouse()
  const { store, clock } = house
  const say = (text: string) => house.send(house.event('message', text, { door: 'web', conversationKey: 'visitor-7' }))
  const row = { conversation_key: 'visitor-7', user_id: 'dl_visitor-7', created_at: 1, last_seen_at: 1 }
  await store.database.insertInto('direct_line_conversations').values(row).execute()
  await say('上限は？')
  await say('データを消して')
  await say('消去を確定する')
  expect(await keysOf(house)).toEqual(['visitor-7'])
  const farewell = { conversation_key: 'visitor-7', position: 1, id: 'f', activity: '{}', at: clock.now() }
  await store.database.insertInto('activities').values(farewell).execute()
  // A page that asks for news now and then has to find the farewell.
  await store.database.updateTable('outbox').set({ status: 'sent' }).execute()
  clock.advance(60_000)
  expect(await store.transaction(forgetKeys)).toBe(0)
  clock.advance(10 * 60_000)
  await forgetAll(isForgotten)
  for (const table of ['messages', 'activities', 'direct_line_conversations'] as const) {
    expect(JSON.stringify(await store.database.selectFrom(table).selectAll().execute()), table).toBe('[]')
  }
})

test('the address of a user of Teams, kept so that staff can write first, is forgotten with the rest', async () => {
  house = await openHouse()
  const { store } = house
  const conversationKey = 'msteams|a:person-7'
  const say = (text: string) => house.send(house.event('message', text, { door: 'botframework', conversationKey }))
  await say('上限は？')
  await store.transaction((unit) => writeFact(unit, referenceFact(conversationKey), '{"user":{"id":"person-7"}}'))
  await say('データを消して')
  await say('消去を確定する')
  await forgetAll(isForgotten)
  const facts = await store.database.selectFrom('facts').selectAll().execute()
  expect(JSON.stringify(facts)).not.toContain('person-7')
})
