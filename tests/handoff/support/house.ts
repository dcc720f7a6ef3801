import type { Consultant } from '../../../bot/consultant.ts'
import { readPayload } from '../../../bot/delivery.ts'
import type { Actor, DeskContext } from '../../../handoff/cases/desk-context.ts'
import { createReception } from '../../../handoff/reception.ts'
import { assignCase, nextAssignment } from '../../../handoff/routing/assign.ts'
import { writeSetting } from '../../../handoff/settings/desk-settings.ts'
import { type DeskSettings, type SettingName, settingShapes } from '../../../handoff/settings/shapes.ts'
import { fireTimer } from '../../../handoff/timers/fire-timer.ts'
import { findCase, findOpenCase } from '../../../storage/cases.ts'
import { findConversationByKey } from '../../../storage/conversations.ts'
import { updateDeskStaff } from '../../../storage/desk-staff.ts'
import { randomIdentifiers } from '../../../storage/ground/identifiers.ts'
import type { JsonObject } from '../../../storage/ground/json.ts'
import { silentLogger } from '../../../storage/ground/logger.ts'
import { listMessages } from '../../../storage/messages.ts'
import { openStore } from '../../../storage/open-store.ts'
import { listDeliveries } from '../../../storage/outbox.ts'
import type { DeskStaffTable } from '../../../storage/schema.ts'
import { nextDueTimer } from '../../../storage/timers.ts'
import type { Conversation, InboundEvent, Message } from '../../../storage/types.ts'
import { createMovableClock } from '../../support/movable-clock.ts'
import { createSqlitePlace, type Place } from '../../support/place.ts'
import { createPostgresPlace, postgresAvailable } from '../../support/postgres.ts'
import { createFakeConsultant } from './fake-consultant.ts'

/** The databases these tests run on. */
export async function databases(): Promise<[string, () => Promise<Place>][]> {
  const both: [string, () => Promise<Place>][] = [['SQLite', createSqlitePlace]]
  if (await postgresAvailable()) both.push(['PostgreSQL', createPostgresPlace])
  return both
}

export const yamada: Actor = { login: 'yamada', name: '山田', role: 'responder' }
export const sato: Actor = { login: 'sato', name: '佐藤', role: 'responder' }
export const lead: Actor = { login: 'kato', name: '加藤', role: 'lead' }

/** A house with one user and staff, driven event by event. */
export async function openHouse(
  createPlace: () => Promise<Place> = createSqlitePlace,
  consultant: Consultant = createFakeConsultant().consultant,
  options: { turnDeadlineMs?: number } = {},
) {
  const place = await createPlace()
  const clock = createMovableClock()
  const store = await openStore({ url: place.url, clock, identifiers: randomIdentifiers, logger: silentLogger })
  const context: DeskContext = { store, identifiers: randomIdentifiers }
  const reception = createReception({
    store,
    consultant,
    clock,
    identifiers: randomIdentifiers,
    logger: silentLogger,
    ...options,
  })
  let count = 0

  await store.transaction(async (unit) => {
    for (const actor of [yamada, sato, lead]) {
      const row = { ...actor, id: actor.login, password_hash: '-', disabled: 0, created_at: clock.now() }
      await unit.insertInto('staff').values(row).execute()
    }
  })

  const event = (kind: InboundEvent['kind'], text: string, more: Partial<InboundEvent> = {}): InboundEvent => {
    count += 1
    return {
      eventId: `e${count}`,
      door: 'line',
      conversationKey: 'U1',
      occurredAt: clock.now() + count,
      kind,
      text,
      replyTo: { token: `t${count}` },
      ...more,
    }
  }
  const accept = (inbound: InboundEvent) => store.acceptEvents([inbound])
  /** Takes and handles what waits, until nothing does. */
  const work = async (signal = new AbortController().signal) => {
    for (;;) {
      const leased = await store.claimEvent(30_000)
      if (leased === undefined) return
      await reception.handle(leased, signal)
    }
  }
  /** Lets every moment that has come have its effect, and whoever is there be given what waits. */
  const tick = async () => {
    for (let timer = await nextDueTimer(store.database, clock.now()); timer; ) {
      await fireTimer(context, timer)
      timer = await nextDueTimer(store.database, clock.now())
    }
    for (let next = await nextAssignment(store); next; next = await nextAssignment(store)) {
      await assignCase(store, next)
    }
  }
  /** Minutes pass one by one, as on the real desk. */
  const pass = async (minutes: number, eachMinute: () => Promise<unknown> = async () => {}) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      clock.advance(60_000)
      await eachMinute()
      await tick()
    }
  }
  /** A page of a member of staff gives a sign. */
  const present = (actor: Actor, more: Partial<DeskStaffTable> = {}) =>
    store.transaction((unit) =>
      updateDeskStaff(unit, actor.login, {
        status: 'online',
        seen_at: clock.now(),
        active_at: clock.now(),
        ...more,
      }),
    )
  const set = <Name extends SettingName>(name: Name, value: object) =>
    store.transaction((unit) =>
      writeSetting(unit, {
        name,
        value: settingShapes[name].parse(value) as DeskSettings[Name],
        by: 'kato',
        at: clock.now(),
      }),
    )
  const send = async (inbound: InboundEvent) => {
    await accept(inbound)
    await work()
    clock.advance(1_000)
  }
  const conversation = async (key = 'U1'): Promise<Conversation> => {
    const found = await findConversationByKey(store.database, 'line', key)
    if (found === undefined) throw new Error('no conversation yet')
    return found
  }
  const messages = async (key?: string): Promise<Message[]> =>
    listMessages(store.database, (await conversation(key)).id)

  return {
    store,
    clock,
    context,
    reception,
    event,
    accept,
    work,
    conversation,
    messages,
    tick,
    pass,
    present,
    set,
    alerts: () => store.database.selectFrom('alerts').selectAll().orderBy('created_at').execute(),
    caseOf: async (id: string) => {
      const row = await findCase(store.database, id)
      if (row === undefined) throw new Error(`no case ${id}`)
      return row
    },
    say: (text: string, key = 'U1') => send(event('message', text, { conversationKey: key })),
    send,
    openCase: async (key?: string) => {
      const row = await findOpenCase(store.database, (await conversation(key)).id)
      if (row === undefined) throw new Error('no open case')
      return row
    },
    hasOpenCase: async () => (await findOpenCase(store.database, (await conversation()).id)) !== undefined,
    /** What goes out to the user, bubble by bubble. */
    said: async (
      key?: string,
    ): Promise<{ sender: string; text: string; suggestions: string[]; replyTo: JsonObject }[]> => {
      const deliveries = await listDeliveries(store.database, (await conversation(key)).id)
      return deliveries.flatMap((delivery) => {
        const payload = readPayload(delivery.payload)
        return payload.replies.map(({ text, suggestions }) => ({
          sender: payload.sender,
          text,
          suggestions,
          replyTo: delivery.replyTo,
        }))
      })
    },
    close: async () => {
      await store.close()
      await place.remove()
    },
  }
}

export type House = Awaited<ReturnType<typeof openHouse>>
