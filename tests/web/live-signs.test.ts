import { afterEach, describe, expect, it } from 'vitest'
import { chatReducer, emptyChat } from '../../adapters/web/widget/chat-state.ts'
import { claimCase } from '../../handoff/cases/claim.ts'
import { openCase } from '../../handoff/cases/open-case.ts'
import { viewPresence } from '../../handoff/desk/presence-view.ts'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { blankCase } from '../../storage/cases.ts'
import { findConversationByKey } from '../../storage/conversations.ts'
import { updateDeskStaff } from '../../storage/desk-staff.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { eventually } from '../support/eventually.ts'
import { openWebHouse, type WebHouse } from '../support/web-house.ts'
import { visitorsGone, visitWeb } from '../support/web-visitor.ts'

/** What is true only at the moment: who writes, the place in the queue; and the vote below an answer. */
describe('the web page and the desk, live', () => {
  let house: WebHouse
  const heard: string[] = []
  afterEach(async () => {
    visitorsGone()
    await house.stop()
    heard.length = 0
  })

  const open = async () => {
    house = await openWebHouse({
      answer: (text) => {
        heard.push(text)
        const citations = [{ id: 'gotech-r8', title: 'Go-Tech事業', url: 'https://www.chusho.meti.go.jp/' }]
        return [{ text: `「${text}」の答え`, citations, suggestions: [] }]
      },
    })
  }
  const visit = () => visitWeb(house.base)
  const askForPerson = (key: string, at: number) =>
    house.store.transaction(async (unit) => {
      const conversation = await findConversationByKey(unit, 'web', key)
      const { row } = await openCase(unit, {
        id: randomIdentifiers.uuid(),
        conversationId: conversation?.id ?? '',
        topic: '補助金',
        reason: 'ご本人の希望',
        urgent: false,
        actor: 'user',
        at,
      })
      return row.id
    })

  it('a thumbs-down in any client is heard once, as the words that bring the offer of a person; a thumbs-up says nothing', async () => {
    await open()
    const { told, post } = await visit()
    await post({ type: 'message', text: '上限は' })
    const answerOf = () => told.find(({ text }) => text === '「上限は」の答え')
    await eventually(() => answerOf() !== undefined)
    const actions = answerOf()?.entities?.flatMap(({ potentialAction = [] }) => potentialAction) ?? []
    expect(actions.map((action) => action['@type'])).toEqual(['LikeAction', 'DislikeAction'])
    // As Web Chat and the widget send it.
    const vote = (action: object | undefined) => ({
      type: 'event',
      name: 'webchat:activity-status/feedback',
      entities: [action],
    })
    await post(vote(actions[0]))
    await post(vote(actions[1]))
    await post(vote(actions[1]))
    await eventually(() => heard.length === 2)
    expect(heard).toEqual(['上限は', '役に立たなかった'])
    // As Bot Framework channels and Teams' kind of feedback do.
    await post({ type: 'messageReaction', replyToId: answerOf()?.id, reactionsAdded: [{ type: 'dislike' }] })
    await eventually(() => heard.length === 3)
    await post({
      type: 'invoke',
      name: 'message/submitAction',
      replyToId: 'other',
      value: { actionName: 'feedback', actionValue: { reaction: 'dislike' } },
    })
    await eventually(() => heard.length === 4)
    await post({ type: 'messageReaction', replyToId: answerOf()?.id, reactionsAdded: [{ type: 'like' }] })
    await post({ type: 'message', text: '次の質問' })
    await eventually(() => heard.at(-1) === '次の質問')
    expect(heard).toHaveLength(5)
  })

  /** The last five waited ten minutes each. */
  const fillPast = async () => {
    const now = house.clock.now()
    for (let index = 0; index < 5; index += 1) {
      const { key } = await visit()
      const conversation = await findConversationByKey(house.store.database, 'web', key)
      const past = { ...blankCase, id: `past-${index}`, conversation_id: conversation?.id ?? '', state: 'RESOLVED' }
      const times = { waiting_since: now - 3_600_000, opened_at: now - 3_600_000, claimed_at: now - 3_000_000 }
      const rest = { topic: '補助金', reason: 'ご本人の希望', closed_at: now, state_since: now }
      await house.store.database
        .insertInto('cases')
        .values({ ...past, ...times, ...rest })
        .execute()
    }
  }

  it('who waits sees the place and the wait as they change, and no longer once somebody has come', async () => {
    await open()
    await fillPast()
    const [first, second] = [await visit(), await visit()]
    const now = house.clock.now()
    const firstCase = await askForPerson(first.key, now)
    await askForPerson(second.key, now + 1)
    await eventually(() => second.waiting()?.place === 2)
    // Without a stream it is told with every poll.
    expect((await second.poll()).at(-1)).toMatchObject({
      name: 'madoguchi/waiting',
      value: { place: 2, wait: '10分ほど' },
    })
    expect(first.waiting()?.place).toBe(1)
    const password = 'とても長い合言葉です2026'
    await addStaff(house.store, randomIdentifiers, { login: 'suzuki', name: '鈴木', role: 'responder', password })
    const suzuki = { login: 'suzuki', name: '鈴木', role: 'responder' } as const
    await claimCase({ store: house.store, identifiers: randomIdentifiers }, suzuki, firstCase)
    await eventually(() => first.waiting()?.place === null && second.waiting()?.place === 1)
    // True only now: nothing of it is kept.
    const kept = await house.store.database.selectFrom('activities').select('activity').execute()
    expect(JSON.stringify(kept)).not.toContain('madoguchi/waiting')
  })

  it('staff see that the user writes, until the words have come; the bot is told nothing', async () => {
    await open()
    const { key, post } = await visit()
    const typing = async () => (await viewPresence(house.store)).usersTyping
    await post({ type: 'typing' })
    expect(await typing()).toEqual([])
    const id = await askForPerson(key, house.clock.now())
    await post({ type: 'typing' })
    expect(await typing()).toEqual([id])
    // Nor is a vote on an older answer: there is a person already.
    await post({ type: 'messageReaction', replyToId: 'older', reactionsAdded: [{ type: 'dislike' }] })
    await post({ type: 'message', text: '終わりました' })
    await eventually(() => heard.includes('終わりました'))
    expect(heard).toEqual(['終わりました'])
  })

  it('who waits for words of staff sees that they write, and only those of the talk that they hold', async () => {
    await open()
    const { key, told } = await visit()
    const { store, clock } = house
    const id = await askForPerson(key, clock.now())
    const password = 'とても長い合言葉です2026'
    for (const [login, name] of [
      ['suzuki', '鈴木'],
      ['tanaka', '田中'],
    ] as const) {
      await addStaff(store, randomIdentifiers, { login, name, role: 'responder', password })
    }
    const suzuki = { login: 'suzuki', name: '鈴木', role: 'responder' } as const
    await claimCase({ store, identifiers: randomIdentifiers }, suzuki, id)
    const write = async (login: string) => {
      await store.transaction((unit) => updateDeskStaff(unit, login, { viewing: id, typing_at: clock.now() }))
      store.notify('presence')
    }
    const signs = () =>
      told.filter(({ type, channelData }) => type === 'typing' && channelData?.madoguchi?.sender === 'staff')
    await write('tanaka')
    await house.say(key, { replies: [{ text: 'お待ちください', citations: [], suggestions: [] }], sender: 'staff' })
    await eventually(() => told.some(({ text }) => text === 'お待ちください'))
    expect(signs()).toEqual([])
    await write('suzuki')
    await eventually(() => signs().length > 0)
    // By role, never by name.
    expect(JSON.stringify(signs())).not.toContain('鈴木')
    const shown = told.reduce((state, activity) => chatReducer(state, { type: 'activity', activity }), emptyChat)
    expect(shown).toMatchObject({ typing: true, typingBy: 'staff' })
  })
})
