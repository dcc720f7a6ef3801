import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { claimCase, releaseCase } from '../../handoff/cases/claim.ts'
import { openCase } from '../../handoff/cases/open-case.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { reopenCase, resolveCase } from '../../handoff/cases/resolve.ts'
import { transferCase } from '../../handoff/cases/transfer.ts'
import { type CaseState, caseActions, caseStates, closedStates, nextState } from '../../handoff/cases/transitions.ts'
import { eventsAfter, eventsOfCase } from '../../storage/case-events.ts'
import { databases, type House, lead, openHouse, sato, yamada } from './support/house.ts'

describe('the table of transitions', () => {
  it('knows exactly these ways', () => {
    const ways = caseStates.flatMap((from) =>
      caseActions.flatMap((action) => {
        const to = nextState(from, action)
        return to === undefined ? [] : [`${from} ${action} ${to}`]
      }),
    )
    expect(ways).toMatchSnapshot()
  })

  it('never leaves a closed state, and reaches a closed one from everywhere', () => {
    for (const state of closedStates) expect(caseActions.map((action) => nextState(state, action))).not.toContain(state)
    for (const start of caseStates) {
      const seen = new Set<CaseState>([start])
      for (const state of seen) {
        for (const action of caseActions) {
          const to = nextState(state, action)
          if (to !== undefined) seen.add(to)
        }
      }
      expect([...seen].some((state) => closedStates.includes(state))).toBe(true)
    }
  })
})

describe.each(await databases())('cases on %s', (_name, createPlace) => {
  let house: House
  afterEach(() => house.close())
  const queued = async () => {
    house = await openHouse(createPlace)
    await house.say('相談員')
    return { ...house, id: (await house.openCase()).id }
  }

  it('are won by one of two who claim at once; the other is told who', async () => {
    const { context, id, openCase: current } = await queued()
    const results = await Promise.allSettled([yamada, sato].map((actor) => claimCase(context, actor, id)))
    const lost = results.filter((result) => result.status === 'rejected')
    expect(lost).toHaveLength(1)
    const owner = (await current()).owner
    const name = owner === 'yamada' ? '山田' : '佐藤'
    expect(lost[0]?.reason).toMatchObject({ code: 'conflict', details: { owner: name, ownerLogin: owner } })
    expect(lost[0]?.reason.publicText).toContain(`${name}さん`)
  })

  it('are claimed by the first of ten who reply at once, and nine replies are refused unsaid', async () => {
    const { context, id, said } = await queued()
    const actors = [yamada, sato, lead, yamada, sato, lead, sato, sato, lead, lead]
    const results = await Promise.allSettled(
      actors.map((actor, index) => writeAsStaff(context, actor, id, { text: `r${index}`, private: false })),
    )
    const owners = new Set(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.row.owner] : [])))
    expect(owners.size).toBe(1)
    const fulfilled = results.filter((result) => result.status === 'fulfilled').length
    expect((await said()).filter((bubble) => bubble.sender === 'staff')).toHaveLength(fulfilled)
  })

  it('keep their waiting time when released, and the journal tells the story', async () => {
    const { context, id, clock, openCase: current, store } = await queued()
    const { waiting_since } = await current()
    await claimCase(context, yamada, id)
    clock.advance(600_000)
    await expect(releaseCase(context, sato, id)).rejects.toMatchObject({ code: 'conflict' })
    await releaseCase(context, yamada, id)
    expect(await current()).toMatchObject({ state: 'QUEUED', owner: null, waiting_since })
    const story = await eventsOfCase(store.database, id)
    expect(story.map((event) => [event.type, event.from_state, event.to_state, event.actor])).toEqual([
      ['opened', null, 'QUEUED', 'bot'],
      ['claimed', 'QUEUED', 'ASSIGNED', 'yamada'],
      ['released', 'ASSIGNED', 'QUEUED', 'yamada'],
    ])
  })

  it('pass to a person or a team with a note; the user hears once that the person changed, when they have accepted', async () => {
    const { context, id, said, openCase: current, messages } = await queued()
    await writeAsStaff(context, yamada, id, { text: 'こんにちは', private: false })
    await transferCase(context, yamada, id, { to: 'sato' }, '補助金に詳しいため')
    expect(await current()).toMatchObject({ state: 'ASSIGNED', owner: 'sato' })
    expect((await said()).at(-1)).toMatchObject({ sender: 'staff' })
    await claimCase(context, sato, id)
    expect((await said()).at(-1)).toMatchObject({ sender: 'system' })
    expect((await messages()).find((message) => message.private)?.text).toBe(
      '【引き継ぎ】佐藤さんへ\n補助金に詳しいため',
    )
    await expect(writeAsStaff(context, yamada, id, { text: 'まだ私', private: false })).rejects.toMatchObject({
      details: { owner: '佐藤' },
    })
    await transferCase(context, sato, id, { team: '知財' }, '商標の質問')
    expect(await current()).toMatchObject({ state: 'QUEUED', owner: null, team: '知財' })
    await expect(transferCase(context, sato, id, { to: 'nobody' }, 'x')).rejects.toMatchObject({ code: 'bad_request' })
  })

  it('may be moved and ended by a lead whoever holds them, but are not answered over the holder', async () => {
    const { context, id, openCase: current, hasOpenCase } = await queued()
    await claimCase(context, yamada, id)
    await expect(writeAsStaff(context, lead, id, { text: '代わります', private: false })).rejects.toMatchObject({
      code: 'conflict',
    })
    await transferCase(context, lead, id, { to: 'kato' }, '長時間返信がないため')
    expect((await current()).owner).toBe('kato')
    await expect(resolveCase(context, sato, id, { reason: 'staff_resolved' })).rejects.toMatchObject({
      code: 'conflict',
    })
    await resolveCase(context, lead, id, { reason: 'idle', label: '補助金' })
    expect(await hasOpenCase()).toBe(false)
    await expect(claimCase(context, yamada, id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(writeAsStaff(context, lead, id, { text: '遅い', private: false })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  it('say words sent twice under one id once', async () => {
    const { context, id, said, say, openCase: current } = await queued()
    const message = { text: '一度だけ', private: false, requestId: '5b3b4a58-9f1c-4c0e-8f0a-111111111111' }
    await writeAsStaff(context, yamada, id, message)
    await writeAsStaff(context, yamada, id, message)
    expect((await said()).filter((bubble) => bubble.text === '一度だけ')).toHaveLength(1)
    await say('相談員', 'U2')
    const { id: other } = await current('U2')
    await expect(writeAsStaff(context, yamada, other, message)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('keep a note from the user, and need no owner for it', async () => {
    const { context, id, said, openCase: current } = await queued()
    const before = (await said()).length
    await writeAsStaff(context, sato, id, { text: '内部メモ', private: true })
    expect(await said()).toHaveLength(before)
    expect(await current()).toMatchObject({ state: 'QUEUED', owner: null })
  })

  it('are opened once by twenty who open at the same moment', async () => {
    const { context, id, conversation, store } = await queued()
    await claimCase(context, yamada, id)
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    const { id: conversationId } = await conversation()
    const opened = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        store.transaction((unit) =>
          openCase(unit, {
            id: `new-${index}`,
            conversationId,
            topic: 'その他',
            reason: 'r',
            urgent: false,
            actor: 'bot',
            at: 1,
          }),
        ),
      ),
    )
    expect(opened.filter((result) => result.created)).toHaveLength(1)
    await expect(reopenCase(context, yamada, id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('write a journal whose numbers have no gap and never come late', async () => {
    const { context, id, say, openCase: current, store } = await queued()
    await say('相談員', 'U2')
    await say('相談員', 'U3')
    const ids = [id, (await current('U2')).id, (await current('U3')).id]
    const seen: number[] = []
    let writing = true
    const reader = (async () => {
      for (let rest = 3; rest > 0; rest -= writing ? 0 : 1) {
        // Commits are made durable beside the event loop: a reader that never lets go of it would wait for ever.
        await nextTurn()
        seen.push(...(await eventsAfter(store.database, seen.at(-1) ?? 0, 50)).map((event) => event.id))
      }
    })()
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        writeAsStaff(context, yamada, ids[index % 3] ?? '', { text: `n${index}`, private: true }),
      ),
    )
    writing = false
    await reader
    expect(seen).toEqual(Array.from({ length: 33 }, (_, index) => index + 1))
  })
})
