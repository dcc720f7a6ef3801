import { readPayload } from '../../../bot/delivery.ts'
import {
  actionEvents,
  type CaseState,
  caseActions,
  closedStates,
  controlOf,
  heldStates,
  nextState,
  readState,
} from '../../../handoff/cases/transitions.ts'
import { eventsOfCase } from '../../../storage/case-events.ts'
import type { CaseRow } from '../../../storage/cases.ts'
import { listMessages } from '../../../storage/messages.ts'
import { nextDueTimer, timersOfCase } from '../../../storage/timers.ts'
import type { Control } from '../../../storage/types.ts'
import type { World } from './world.ts'

const isOpen = (row: CaseRow) => !closedStates.some((state) => state === row.state)
const unowned: readonly CaseState[] = ['OFFERED', 'QUEUED', 'AFTER_HOURS']

/** What must hold at every moment and leaves no trace: who has the word, one open case, an owner where there must be one. */
export async function brokenNow(world: World): Promise<string[]> {
  const conversation = await world.conversation()
  if (conversation === undefined) return []
  const cases = await world.cases()
  const open = cases.filter(isOpen)
  const faults: string[] = [...world.faults]
  const control = open[0] === undefined ? 'BOT' : controlOf[readState(open[0].state)]
  if (conversation.control !== control) faults.push(`4. ${conversation.control} has the word in ${open[0]?.state}`)
  if (open.length > 1) faults.push(`9. ${open.length} open cases`)
  for (const row of cases) {
    const state = readState(row.state)
    if (heldStates.includes(state) && row.owner === null) faults.push(`2. ${state} without an owner`)
    if (unowned.includes(state) && row.owner !== null) faults.push(`2. ${state} with an owner`)
    if (isOpen(row) !== (row.closed_at === null)) faults.push(`1. ${state} with closing time ${row.closed_at}`)
    if (!isOpen(row) && row.end_reason === null) faults.push('1. closed without a reason')
  }
  return faults
}

/**
 * What does not hold in the whole of a history; empty when all is well. The numbers are those of the reference. Journal,
 * messages and outbox only grow: what was wrong at any step still shows at the end.
 */
export async function brokenInvariants(world: World): Promise<string[]> {
  const conversation = await world.conversation()
  if (conversation === undefined) return []
  const { database } = world.house.store
  const cases = await world.cases()
  const open = cases.filter(isOpen)
  const faults: string[] = await brokenNow(world)
  const fault = (number: number, what: string) => faults.push(`${number}. ${what}`)

  // Who had the word under each epoch, and whose act began it.
  const epochs = new Map<number, { control: Control; actor: string }>([[0, { control: 'BOT', actor: '' }]])
  for (const row of [...cases].reverse()) {
    let before: string | null = null
    for (const event of await eventsOfCase(database, row.id)) {
      if (event.from_state !== before) fault(1, `the journal jumps from ${before} to ${event.from_state}`)
      before = event.to_state
      const [from, to] = [event.from_state, event.to_state]
      if (from !== null && to !== null && from !== to) {
        const legal = caseActions.some(
          (action) => actionEvents[action] === event.type && nextState(readState(from), action) === to,
        )
        if (!legal) fault(1, `${event.type} led from ${from} to ${to}`)
      }
      // A note on a case that is over stands under the epoch of the one that followed, and began none.
      if (event.epoch !== null && to !== null && from !== to && !epochs.has(event.epoch)) {
        epochs.set(event.epoch, { control: controlOf[readState(to)], actor: event.actor })
      }
    }
    if (before !== row.state) fault(1, `the journal ends in ${before}, the case stands in ${row.state}`)
  }

  const standing = open[0]

  const outbox = await database
    .selectFrom('outbox')
    .selectAll()
    .where('conversation_id', '=', conversation.id)
    .orderBy('sequence')
    .execute()
  const sent: string[] = []
  for (const row of outbox) {
    const payload = readPayload(JSON.parse(row.payload))
    sent.push(...payload.replies.map((reply) => reply.text))
    const epoch = epochs.get(row.epoch ?? 0)
    if (payload.sender === 'bot' && epoch?.control === 'HUMAN') {
      const handsOver = epoch.actor === 'bot' && payload.replies.length > 1
      if (!handsOver) fault(3, `the bot spoke over ${epoch.actor}`)
    }
    if (payload.sender === 'staff' && epoch?.control === 'BOT') fault(4, 'staff wrote while the bot had the word')
  }
  for (const text of world.late) if (sent.includes(text)) fault(3, `a late answer left the house: ${text}`)
  const answers = sent.filter((text) => text.startsWith('答え'))
  if (new Set(answers).size !== answers.length) fault(5, 'an answer was given twice')

  const messages = await listMessages(database, conversation.id)
  const kept = messages.filter((message) => message.role === 'user').map((message) => message.text)
  if (JSON.stringify([...kept].sort()) !== JSON.stringify([...world.heard].sort())) {
    fault(5, `heard ${world.heard.length} messages, kept ${kept.length}`)
  }

  if (standing !== undefined) {
    const timers = await timersOfCase(database, standing.id)
    if (timers.length === 0 && standing.state !== 'QUEUED') fault(6, `${standing.state} waits for no moment`)
  }
  const offers = messages.filter((message) => message.details.offer === true && message.details.sentWith !== undefined)
  for (const [index, offer] of offers.entries()) {
    const next = offers[index + 1]
    if (next === undefined) continue
    const between = messages.filter(({ sequence }) => sequence > offer.sequence && sequence < next.sequence)
    const may = between.some(({ details }) => details.outcome === 'answered' || details.boundary === true)
    if (!may) fault(7, 'a person was offered again without an answer in between')
  }
  return faults
}

/** 10. Whatever has happened: the user comes back, asks for the bot, and is answered by it. */
export async function userGetsOut(world: World): Promise<string[]> {
  await world.run({ do: 'user-comes' })
  await world.run({ do: 'user', text: 'AIに戻る' })
  const conversation = await world.conversation()
  const faults = await brokenInvariants(world)
  if (conversation?.control !== 'BOT') faults.push(`10. the user cannot get out of ${(await world.cases())[0]?.state}`)
  const before = world.heard.length
  await world.run({ do: 'user', text: '質問' })
  const messages = conversation ? await listMessages(world.house.store.database, conversation.id) : []
  const answer = messages.at(-1)
  if (answer?.role !== 'bot' || world.heard.length !== before + 1) faults.push('10. the bot is silent afterwards')
  await world.house.tick()
  if (await nextDueTimer(world.house.store.database, world.house.clock.now())) faults.push('6. a moment was missed')
  return faults
}
