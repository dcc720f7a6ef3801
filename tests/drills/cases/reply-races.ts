import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSourceMarks } from '../../../bot/model/source-marks.ts'
import { writeSetting } from '../../../handoff/settings/desk-settings.ts'
import { settingShapes } from '../../../handoff/settings/shapes.ts'
import { findConversationByKey } from '../../../storage/conversations.ts'
import { listMessages } from '../../../storage/messages.ts'
import { openRealLibrary } from '../../support/consultant.ts'
import { modelKey } from '../../support/model-house.ts'
import { type ModelAnswer, startModelServer } from '../../support/model-server.ts'
import type { Place } from '../../support/place.ts'
import { seededDice } from '../seeded.ts'
import { openServedDesk, type ServedDesk } from './served-desk.ts'

export interface ReplyReport {
  races: number
  /** Answers that were composed while the reply came, and dropped. */
  dropped: number
  /** The reply came before the bot was asked. */
  unasked: number
  /** Answers that stood in the outbox before the reply was written: said in their order. */
  before: number
  /** Of the answers that were composed, those that the model worded. */
  worded: number
  faults: string[]
}

const QUESTION = '板橋区の産学公連携の助成金はいくら？'
const SCHEME = 'itabashi-sangakuko'
const REPLY = '職員の返信です'
const DEADLINE_MS = 60_000
/** So long the reply waits for the model to be asked. */
const ASKED_MS = 5_000

const yamada = { login: 'yamada', name: '山田' }

/** What a model says that knows the record, as the house asks for it. */
async function wordsOfModel(): Promise<ModelAnswer> {
  const directory = await mkdtemp(join(tmpdir(), 'madoguchi-reply-drill-'))
  try {
    const record = (await openRealLibrary(directory)).records.get(SCHEME)
    if (!record) throw new Error(`no record ${SCHEME}`)
    const sources = [createSourceMarks().markRecord(record)]
    return { json: { complete: true, items: [{ text: '上限150万円、助成率2/3以内です。', sources }] } }
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** What became of the question: every message of the conversation once nothing of it is under way any more. */
async function threadOf({ store }: ServedDesk, key: string) {
  for (const until = Date.now() + DEADLINE_MS; Date.now() < until; await sleep(15)) {
    const conversation = await findConversationByKey(store.database, 'web', key)
    if (conversation === undefined) continue
    const pending = await store.database
      .selectFrom('inbox')
      .select('id')
      .where('conversation_id', '=', conversation.id)
      .where('status', '=', 'pending')
      .executeTakeFirst()
    if (pending === undefined) return listMessages(store.database, conversation.id)
  }
  throw new Error(`the words of ${key} are never worked off`)
}

/**
 * The user of a case that waits for opening time asks the bot of a real server (`main.ts serve`), which asks its model;
 * while the model composes, a member of staff replies over HTTP. The answer is either said before the reply or never.
 * `spread` in milliseconds moves the two against each other.
 */
export async function raceReplies(options: {
  createPlace: () => Promise<Place>
  races: number
  seed: number
  spread?: number
  onProgress?: (done: number) => void
}): Promise<ReplyReport> {
  const { createPlace, races, seed, spread = 60, onProgress } = options
  const dice = seededDice(seed)
  const answer = await wordsOfModel()
  const model = await startModelServer(modelKey)
  let composeMs = 0
  let onAsked = () => {}
  model.always = async () => {
    onAsked()
    await sleep(composeMs)
    return answer
  }
  const report: ReplyReport = { races, dropped: 0, unasked: 0, before: 0, worded: 0, faults: [] }
  const desk = await openServedDesk(createPlace, [yamada], {
    CHAT_MODEL: 'stand-in',
    OPENAI_API_KEY: modelKey,
    OPENAI_BASE_URL: model.baseUrl,
    CHAT_DAILY_TOKENS: '1000000000',
  }).catch(async (thrown: unknown) => {
    await model.close()
    throw thrown
  })

  async function race(round: number): Promise<void> {
    const key = await desk.visit()
    await desk.say(key, '相談員と話したい')
    const id = await desk.caseOf(key, 'AFTER_HOURS')
    await threadOf(desk, key)
    composeMs = dice.below(spread)
    const asked = new Promise<void>((resolve) => {
      onAsked = resolve
    })
    await desk.say(key, QUESTION)
    // Once in eight the reply does not wait for the model to be asked.
    if (dice.below(8) > 0) await Promise.race([asked, sleep(ASKED_MS)])
    await sleep(dice.below(spread + 30))
    const replied = await desk.staff[0]?.post(`cases/${id}/messages`, { text: REPLY })
    const messages = await threadOf(desk, key)
    model.requests.length = 0

    // Its words are kept in one width of letters.
    const question = messages.findLast(({ role }) => role === 'user')
    const reply = messages.find(({ role, text }) => role === 'staff' && text === REPLY)
    const ofQuestion = messages.filter(
      ({ role, details }) => role !== 'user' && details.eventId === question?.details.eventId,
    )
    const said = ofQuestion.filter((message) => !message.private)
    const drafts = ofQuestion.filter(({ details }) => details.draft === true)
    const fault = (what: string) => report.faults.push(`${round}: ${what}`)
    if (question === undefined) fault('the question is lost')
    if (replied?.status !== 201 || reply === undefined) fault(`the reply is missing: ${JSON.stringify(replied)}`)
    if (said.some(({ sequence }) => reply !== undefined && sequence > reply.sequence))
      fault('the bot answered after the reply')
    if (said.length + drafts.length > 1) fault(`${said.length} answers and ${drafts.length} drafts`)
    report[said.length > 0 ? 'before' : drafts.length > 0 ? 'dropped' : 'unasked'] += 1
    const { trail } = (ofQuestion[0]?.details ?? {}) as { trail?: { model?: { result?: string } } }
    if (trail?.model?.result === 'used') report.worded += 1
  }
  try {
    await desk.store.transaction((unit) =>
      writeSetting(unit, {
        name: 'hours',
        value: settingShapes.hours.parse({ weekly: {} }),
        by: 'drill',
        at: Date.now(),
      }),
    )
    for (let round = 0; round < races; round += 1) {
      await race(round)
      if ((round + 1) % 25 === 0) onProgress?.(round + 1)
    }
  } finally {
    await desk.close()
    await model.close()
  }
  return report
}
