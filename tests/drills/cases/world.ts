import type { Consultant, TurnInput } from '../../../bot/consultant.ts'
import { actInBulk } from '../../../handoff/cases/bulk.ts'
import { claimCase, releaseCase, takeOverCase } from '../../../handoff/cases/claim.ts'
import type { Actor, DeskContext } from '../../../handoff/cases/desk-context.ts'
import { waitForUser, writeAsStaff } from '../../../handoff/cases/reply.ts'
import { endTalk, reopenCase, resolveCase } from '../../../handoff/cases/resolve.ts'
import { undoMessage } from '../../../handoff/cases/sent-words.ts'
import { snoozeCase, wakeCase } from '../../../handoff/cases/snooze.ts'
import { declineTransfer, transferCase } from '../../../handoff/cases/transfer.ts'
import { controlOf, readState } from '../../../handoff/cases/transitions.ts'
import { fireTimer } from '../../../handoff/timers/fire-timer.ts'
import { casesOfConversation } from '../../../storage/cases.ts'
import { findConversationByKey } from '../../../storage/conversations.ts'
import { AppError } from '../../../storage/ground/errors.ts'
import { nextDueTimer } from '../../../storage/timers.ts'
import { type House, lead, openHouse, sato, yamada } from '../../handoff/support/house.ts'
import type { Place } from '../../support/place.ts'

/** What a history is made of; `during` runs while the bot composes, `crash` ends the process in its n-th step. */
export type Step =
  | { do: 'user'; text: string; during?: readonly StaffStep[] }
  | { do: 'user-comes' }
  | { do: 'user-leaves' }
  | { do: 'user-dies'; text: string }
  | StaffStep
  | { do: 'race'; steps: readonly (StaffStep | { do: 'user'; text: string })[] }
  | { do: 'pass'; minutes: number; present: readonly number[] }
  | { do: 'timer-dies'; minutes: number }
  | { do: 'hours'; open: boolean }

export interface StaffStep {
  do: 'staff'
  who: number
  act: StaffAct
}

export const staffActs = [
  'claim',
  'reply',
  'reply-held',
  'undo',
  'note',
  'release',
  'transfer',
  'transfer-team',
  'decline',
  'wait',
  'end',
  'resolve',
  'reopen',
  'take-over',
  'snooze',
  'wake',
  'bulk-close',
] as const
export type StaffAct = (typeof staffActs)[number]

const staff: readonly Actor[] = [yamada, sato]

/** The house that many histories share, each with a conversation of its own. */
export interface Stage {
  house: House
  /** Set by the running history: what happens while the bot composes, and how far its memory may reach. */
  world: World | undefined
  close(): Promise<void>
}

export async function openStage(createPlace: () => Promise<Place>): Promise<Stage> {
  const stage: Stage = { house: undefined as unknown as House, world: undefined, close: () => stage.house.close() }
  const consultant: Consultant = {
    greeting: () => ({ text: 'ご相談をどうぞ。', citations: [], suggestions: [] }),
    turn: async (input) => {
      if (stage.world === undefined) throw new Error('no history is running')
      return stage.world.composeAnswer(input)
    },
  }
  stage.house = await openHouse(createPlace, consultant)
  return stage
}

const closedHours = { weekly: {} }

/** One history: a user, the bot, two members of staff, time, and the process that dies now and then. */
export class World {
  readonly house: House
  readonly key: string
  /** Texts of the user that were acknowledged. */
  readonly heard: string[] = []
  /** Answers composed while people took the conversation over: they must never leave the house. */
  readonly late: string[] = []
  readonly faults: string[] = []
  #during: readonly StaffStep[] = []
  #count = 0
  #lastHeld: { caseId: string; messageId: string } | undefined

  constructor(stage: Stage, key: string) {
    this.house = stage.house
    this.key = key
    stage.world = this
  }

  async conversation() {
    return findConversationByKey(this.house.store.database, 'line', this.key)
  }

  async cases() {
    const conversation = await this.conversation()
    return conversation === undefined ? [] : casesOfConversation(this.house.store.database, conversation.id)
  }

  /** How often the word came back from people to the bot: its memory must not reach behind the last time. */
  async #generation(): Promise<number> {
    const conversation = await this.conversation()
    if (conversation === undefined) return 0
    const events = await this.house.store.database
      .selectFrom('case_events')
      .select(['from_state', 'to_state'])
      .where('conversation_id', '=', conversation.id)
      .execute()
    return events.filter(
      ({ from_state, to_state }) =>
        from_state !== null &&
        to_state !== null &&
        controlOf[readState(from_state)] === 'HUMAN' &&
        controlOf[readState(to_state)] === 'BOT',
    ).length
  }

  async composeAnswer(input: TurnInput) {
    const generation = await this.#generation()
    const epochBefore = (await this.conversation())?.controlEpoch
    if (input.state !== undefined && input.state.generation !== generation) {
      this.faults.push('the bot remembers what was said before the people')
    }
    this.#count += 1
    const text = `答え${this.key}-${this.#count}`
    const during = this.#during
    this.#during = []
    for (const step of during) await this.#staffDoes(step)
    const now = await this.conversation()
    if (now?.control === 'HUMAN' && now.controlEpoch !== epochBefore) this.late.push(text)
    const wishes = input.text.includes('相談員')
    const missed = input.text.includes('不明')
    const outcome = wishes
      ? ({ outcome: 'handoff', reason: 'requested' } as const)
      : missed
        ? ({ outcome: 'unanswerable', reason: 'no-evidence' } as const)
        : ({ outcome: 'answered', reason: 'record' } as const)
    return {
      outcome,
      reply: { text, citations: [], suggestions: [] },
      effects: wishes ? [{ type: 'open-case' as const, topic: 'その他' as const, reason: '希望', urgent: false }] : [],
      state: { generation },
      trail: { intent: '', facet: null, records: [], passages: [], ledger: { checked: 0, dropped: [] } },
    }
  }

  async run(step: Step): Promise<void> {
    const { house } = this
    switch (step.do) {
      case 'user':
        this.#during = step.during ?? []
        return this.#say(step.text)
      case 'user-comes':
      case 'user-leaves': {
        const kind = step.do === 'user-comes' ? 'joined' : 'left'
        return house.send(house.event(kind, '', { conversationKey: this.key }))
      }
      case 'user-dies':
        return this.#dieInTurn(step.text)
      case 'staff':
        return this.#staffDoes(step)
      case 'race':
        await Promise.all(step.steps.map((one) => (one.do === 'user' ? this.#hear(one.text) : this.#staffDoes(one))))
        return house.work()
      case 'pass': {
        for (const who of step.present) await house.present(staff[who] ?? yamada)
        house.clock.advance(step.minutes * 60_000)
        return house.tick()
      }
      case 'timer-dies':
        house.clock.advance(step.minutes * 60_000)
        await this.#dieInTimer()
        return house.tick()
      case 'hours':
        await house.set('hours', step.open ? {} : closedHours)
    }
  }

  #nextText(text: string): string {
    this.#count += 1
    // Words that mean something to the reception stay as they are; the others are told apart.
    return text === '質問' || text === '不明' ? `${text}${this.key}-${this.#count}` : text
  }

  async #hear(text: string): Promise<void> {
    const said = this.#nextText(text)
    await this.house.accept(this.house.event('message', said, { conversationKey: this.key }))
    this.heard.push(said)
  }

  async #say(text: string): Promise<void> {
    await this.#hear(text)
    await this.house.work()
    this.house.clock.advance(1_000)
  }

  /** The process ends after it took the event, before it wrote anything: another takes it up once the lease is over. */
  async #dieInTurn(text: string): Promise<void> {
    await this.#hear(text)
    await this.house.store.claimEvent(5_000)
    this.house.clock.advance(5_001)
    await this.house.work()
  }

  /** A timer's transaction breaks off in the middle: nothing of it may stay, and it is fired again. */
  async #dieInTimer(): Promise<void> {
    const { house } = this
    const timer = await nextDueTimer(house.store.database, house.clock.now())
    if (timer === undefined) return
    const dying: DeskContext = {
      store: house.store,
      identifiers: {
        uuid: () => {
          throw new Error('the process died')
        },
        secret: () => '',
      },
    }
    await fireTimer(dying, timer).catch((thrown: unknown) => {
      if (!String(thrown).includes('the process died')) throw thrown
    })
  }

  async #staffDoes({ who, act }: StaffStep): Promise<void> {
    const [newest] = await this.cases()
    if (newest === undefined) return
    try {
      await this.#act(act, staff[who] ?? yamada, newest.id)
    } catch (thrown) {
      // A refusal is a right answer; anything else is not.
      if (!(thrown instanceof AppError) || !['conflict', 'bad_request', 'forbidden'].includes(thrown.code)) throw thrown
    }
  }

  async #act(act: StaffAct, actor: Actor, id: string): Promise<unknown> {
    const { context } = this.house
    const other = actor === yamada ? sato : yamada
    switch (act) {
      case 'claim':
        return claimCase(context, actor, id)
      case 'reply':
        return writeAsStaff(context, actor, id, { text: '返信', private: false })
      case 'reply-held': {
        const { messageId } = await writeAsStaff(context, actor, id, { text: '返信', private: false, undoable: true })
        this.#lastHeld = { caseId: id, messageId }
        return
      }
      case 'undo':
        return this.#lastHeld && undoMessage(context, actor, this.#lastHeld.caseId, this.#lastHeld.messageId)
      case 'note':
        return writeAsStaff(context, actor, id, { text: 'メモ', private: true, mentions: [other.login] })
      case 'release':
        return releaseCase(context, actor, id)
      case 'transfer':
        return transferCase(context, actor, id, { to: other.login }, '引き継ぎ')
      case 'transfer-team':
        return transferCase(context, actor, id, { team: '知財' }, '引き継ぎ')
      case 'decline':
        return declineTransfer(context, actor, id)
      case 'wait':
        return waitForUser(context, actor, id)
      case 'end':
        return endTalk(context, actor, id, { reason: 'staff_resolved' })
      case 'resolve':
        return resolveCase(context, actor, id, { reason: 'staff_resolved' })
      case 'reopen':
        return reopenCase(context, actor, id)
      case 'take-over':
        return takeOverCase(context, lead, id, '代わります')
      case 'snooze':
        return snoozeCase(context, actor, id, { minutes: 90 })
      case 'wake':
        return wakeCase(context, actor, id)
      case 'bulk-close':
        return actInBulk(context, lead, id, { kind: 'close-idle' }, '整理')
    }
  }

  /** Closes what is left, so that the next history has the house for itself. */
  async leave(): Promise<void> {
    const { store, clock } = this.house
    await store.database.deleteFrom('timers').execute()
    await store.database
      .updateTable('cases')
      .set({ state: 'RESOLVED', closed_at: clock.now() })
      .where('closed_at', 'is', null)
      .execute()
    await store.database.updateTable('desk_staff').set({ status: 'offline', seen_at: 0 }).execute()
    await this.house.set('hours', {})
  }
}
