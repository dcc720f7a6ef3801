import { afterEach, describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { claimCase, releaseCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { reopenCase, resolveCase } from '../../handoff/cases/resolve.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, type House, openHouse, sato, yamada } from './support/house.ts'

describe.each(await databases())('the reception on %s', (_name, createPlace) => {
  let house: House
  afterEach(() => house.close())
  const open = async (consultant?: Consultant, options = {}) => {
    house = await openHouse(createPlace, consultant, options)
    return house
  }

  it('greets once, answers, and keeps words and answer in the thread', async () => {
    const { send, event, say, said, messages } = await open()
    await send(event('joined', ''))
    await send(event('joined', ''))
    await say('Go-Techはいくら')
    expect((await said()).map((bubble) => bubble.text)).toEqual(['ご相談をどうぞ。', '答え: Go-Techはいくら'])
    const [, user, bot] = await messages()
    expect(user).toMatchObject({ role: 'user', private: false })
    expect(bot).toMatchObject({ role: 'bot', details: { outcome: 'answered', reason: 'record' } })
  })

  it('hands over on request: the notice goes out in the same send, the bot is silent, staff get the words', async () => {
    const fake = createFakeConsultant()
    const { say, said, conversation, openCase, messages } = await open(fake.consultant)
    await say('相談員と話したい')
    const [notice, ...others] = await said()
    expect(others).toEqual([])
    expect(notice).toMatchObject({ replyTo: { token: 't1' }, suggestions: ['AIに戻る'] })
    expect(notice?.text).toContain('相談員におつなぎします')
    expect(await conversation()).toMatchObject({ control: 'HUMAN', controlEpoch: 1 })
    const row = await openCase()
    expect(row).toMatchObject({ state: 'QUEUED', topic: '補助金', reason: 'ご本人の希望' })

    await say('電話は 03-1234-5678 です')
    expect(fake.inputs).toHaveLength(1)
    expect(await said()).toHaveLength(1)
    expect((await messages()).at(-1)).toMatchObject({ role: 'user', caseId: row.id, text: '電話は ［電話番号］ です' })
  })

  it('speaks the language of the user while a person is awaited, and understands the way back in it', async () => {
    const fake = createFakeConsultant()
    const speaksEnglish: Consultant = {
      ...fake.consultant,
      turn: async (input) => {
        const turn = await fake.consultant.turn(input)
        return { ...turn, state: { ...turn.state, language: 'en' } }
      },
    }
    const { say, said, hasOpenCase } = await open(speaksEnglish)
    await say('相談員')
    const [notice] = await said()
    expect(notice).toMatchObject({ suggestions: ['Back to AI'] })
    expect(notice?.text).toContain('connecting you with our staff')
    await say('How long do I have to wait?')
    expect((await said()).at(-1)?.text).toBe('You are number 1 in the queue. Please wait here.')
    await say('Back to AI')
    expect(await hasOpenCase()).toBe(false)
    expect((await said()).at(-1)?.text).toContain('cancelled')
  })

  it('keeps of a message what the consultant lets it keep', async () => {
    const fake = createFakeConsultant()
    const { say, messages } = await open({
      ...fake.consultant,
      turn: async (input) => ({ ...(await fake.consultant.turn(input)), kept: '［記録していません］' }),
    })
    await say('未公開の発明は、歯車の内側に水を通す構造です')
    expect((await messages()).find(({ role }) => role === 'user')?.text).toBe('［記録していません］')
  })

  it('opens one case however often a person is asked for', async () => {
    const { say, openCase, said } = await open()
    await say('相談員と話したい')
    const first = await openCase()
    await say('相談員と話したい')
    expect((await openCase()).id).toBe(first.id)
    expect((await said()).at(-1)?.text).toContain('次があなたの順番')
  })

  it('tells the place in the queue when asked, and that someone reads once claimed', async () => {
    const { say, said, openCase, context } = await open()
    await say('相談員', 'U0')
    await say('相談員')
    await say('まだですか？')
    expect((await said()).at(-1)?.text).toContain('いま2番目')
    await claimCase(context, yamada, (await openCase()).id)
    await say('順番は？')
    expect((await said()).at(-1)?.text).toContain('相談員が内容を確認しています')
  })

  it('lets the user go back to the bot, from the queue and from a talk', async () => {
    const fake = createFakeConsultant()
    const { say, said, conversation, openCase, hasOpenCase, context, store } = await open(fake.consultant)
    await say('相談員')
    const first = await openCase()
    await say('「AIに戻る」')
    expect(await hasOpenCase()).toBe(false)
    expect(await conversation()).toMatchObject({ control: 'BOT', state: undefined })
    expect((await said()).at(-1)?.text).toContain('取りやめました')
    await say('質問です')
    expect(fake.inputs.at(-1)?.state).toBeUndefined()

    await say('相談員')
    const second = await openCase()
    await writeAsStaff(context, yamada, second.id, { text: 'こんにちは', private: false })
    await say('終了')
    const ended = await store.database.selectFrom('cases').selectAll().orderBy('opened_at').execute()
    expect(ended.map((row) => [row.id, row.state, row.end_reason])).toEqual([
      [first.id, 'CANCELLED', 'cancelled'],
      [second.id, 'WRAP_UP', 'user_ended'],
    ])
  })

  it('does not end the talk with a person for 「キャンセルしたいです」, which is said of an application or a booking', async () => {
    const { say, openCase, context, caseOf, messages } = await open()
    await say('相談員')
    const { id } = await openCase()
    await writeAsStaff(context, yamada, id, { text: 'こんにちは', private: false })
    await say('キャンセルしたいです')
    expect(await caseOf(id)).toMatchObject({ state: 'ACTIVE', owner: 'yamada', awaiting: 'staff' })
    expect((await messages()).at(-1)).toMatchObject({ role: 'user', text: 'キャンセルしたいです', caseId: id })
    await say('相談を終了してください')
    expect((await caseOf(id)).state).toBe('WRAP_UP')
  })

  it('does not take a long sentence with 終了 or キャンセル in it for the way out', async () => {
    const { say, openCase } = await open()
    await say('相談員')
    await say('申請をキャンセルするにはどうすればよいですか')
    await say('公募は終了しましたか')
    expect((await openCase()).state).toBe('QUEUED')
  })

  it('is answered by staff in the thread, with the unused reply token once, and by the bot again after the end', async () => {
    const fake = createFakeConsultant()
    const { say, said, openCase, context, conversation, messages } = await open(fake.consultant)
    await say('相談員')
    const { id } = await openCase()
    await say('急いでいます')
    await writeAsStaff(context, yamada, id, { text: '承知しました', private: false })
    await writeAsStaff(context, yamada, id, { text: '確認します', private: false })
    const staff = (await said()).filter((bubble) => bubble.sender === 'staff')
    expect(staff.map((bubble) => [bubble.text, bubble.replyTo])).toEqual([
      ['承知しました', { token: 't2' }],
      ['確認します', {}],
    ])
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    expect((await said()).at(-1)).toMatchObject({ sender: 'system' })
    expect((await said()).at(-1)?.suggestions).toContain('相談員と話したい')
    // The notice of the end, and below it the survey.
    expect((await messages()).at(-2)?.details).toMatchObject({ boundary: true })
    expect(await conversation()).toMatchObject({ control: 'BOT', state: undefined })
    await say('もう一つ質問')
    expect((await said()).at(-1)).toMatchObject({ sender: 'bot', text: '答え: もう一つ質問' })
  })

  it('drops the answer the bot had begun when staff take over in the middle, and keeps it as a note', async () => {
    let takeOver: (() => Promise<unknown>) | undefined
    const fake = createFakeConsultant(async () => {
      await takeOver?.()
    })
    const { say, said, openCase, context, messages } = await open(fake.consultant)
    await say('相談員')
    const { id } = await openCase()
    await claimCase(context, yamada, id)
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    const before = (await said()).length
    takeOver = () => reopenCase(context, sato, id)
    await say('上限は')
    const after = (await said()).slice(before)
    expect(after.map((bubble) => bubble.sender)).toEqual(['system'])
    const row = await openCase()
    const [question, draft] = (await messages()).slice(-2)
    expect(question).toMatchObject({
      role: 'user',
      text: '上限は',
      caseId: row.id,
    })
    expect(draft).toMatchObject({ role: 'staff', private: true, caseId: row.id })
    expect(draft?.text).toBe('AI下書き（未送信）\n答え: 上限は')
  })

  it('routes anew when the conversation went to staff and back during one turn', async () => {
    let moved = false
    const fake = createFakeConsultant(async (input) => {
      if (moved || !input.text.includes('上限')) return
      moved = true
      const row = await reopenCase(context, sato, id)
      await resolveCase(context, sato, row.id, { reason: 'staff_resolved' })
    })
    const { say, said, openCase, context, messages } = await open(fake.consultant)
    await say('相談員')
    const { id } = await openCase()
    await claimCase(context, yamada, id)
    await resolveCase(context, yamada, id, { reason: 'staff_resolved' })
    await say('上限は')
    expect((await said()).filter((bubble) => bubble.text === '答え: 上限は')).toHaveLength(1)
    expect((await messages()).filter((message) => message.text === '上限は')).toHaveLength(1)
  })

  it('stores each message once, for whoever holds the case, while it is claimed, released and resolved', async () => {
    const { accept, work, event, openCase, context, messages, clock, say } = await open()
    await say('相談員')
    const { id } = await openCase()
    const steps = [
      () => claimCase(context, yamada, id),
      () => releaseCase(context, yamada, id),
      () => claimCase(context, sato, id),
      () => writeAsStaff(context, sato, id, { text: 'はい', private: false }),
      () => resolveCase(context, sato, id, { reason: 'staff_resolved' }),
    ]
    for (const [index, step] of steps.entries()) {
      for (const part of ['a', 'b', 'c']) await accept(event('message', `m${index}${part}`))
      await Promise.all([work(), step()])
      clock.advance(1_000)
    }
    await work()
    const words = (await messages()).filter((message) => message.role === 'user').map((message) => message.text)
    expect(words.slice(1)).toEqual(
      [0, 1, 2, 3, 4].flatMap((index) => ['a', 'b', 'c'].map((part) => `m${index}${part}`)),
    )
  })

  it('parks the case of a user who left, says nothing, and takes it up where it was on return', async () => {
    const { say, send, event, said, openCase, context, conversation, clock } = await open()
    await say('相談員')
    const queued = await openCase()
    await send(event('left', ''))
    const before = (await said()).length
    expect((await openCase()).state).toBe('UNREACHABLE')
    expect((await conversation()).reachable).toBe(false)
    await expect(writeAsStaff(context, yamada, queued.id, { text: 'もしもし', private: false })).rejects.toMatchObject({
      code: 'conflict',
    })
    clock.advance(3_600_000)
    await send(event('joined', ''))
    expect(await openCase()).toMatchObject({ state: 'QUEUED', waiting_since: queued.waiting_since })
    expect((await said()).slice(before).map((bubble) => bubble.sender)).toEqual(['system'])
    await claimCase(context, yamada, queued.id)
    await send(event('left', ''))
    await send(event('joined', ''))
    expect(await openCase()).toMatchObject({ state: 'ASSIGNED', owner: 'yamada' })
  })

  it('shows a picture to staff as a line, and to a user of the bot explains that words are needed', async () => {
    const { send, event, said, messages, say } = await open()
    await send(event('message', '', { replyTo: { token: 'p', unsupported: 'image' } }))
    expect((await said()).at(-1)).toMatchObject({ sender: 'system', suggestions: ['相談員と話したい'] })
    expect((await said()).at(-1)?.text).toContain('文章で')
    await say('相談員')
    const before = (await said()).length
    await send(event('message', '', { replyTo: { token: 'q', unsupported: 'sticker' } }))
    expect(await said()).toHaveLength(before)
    expect((await messages()).at(-1)?.text).toBe('［スタンプが届きました］')
  })

  it('apologises once and offers staff when the consultant throws', async () => {
    const { consultant } = createFakeConsultant(() => {
      throw new Error('boom')
    })
    const { say, said, openCase, conversation } = await open(consultant)
    await say('質問')
    expect(await said()).toMatchObject([{ sender: 'bot', suggestions: ['相談員と話したい'] }])
    expect((await conversation()).control).toBe('BOT')
    await say('相談員と話したい')
    expect((await openCase()).state).toBe('QUEUED')
  })

  it('apologises when a turn has no end', async () => {
    const { consultant } = createFakeConsultant(() => new Promise(() => {}))
    const { say, said, messages } = await open(consultant, { turnDeadlineMs: 30 })
    await say('質問')
    expect(await said()).toHaveLength(1)
    expect((await messages()).at(-1)?.details).toMatchObject({ outcome: 'error', reason: 'timeout' })
  })

  it('leaves the event for later, without an apology, when the server stops in the middle of a turn', async () => {
    const stop = new AbortController()
    const { consultant } = createFakeConsultant(() => {
      stop.abort(new Error('stopping'))
      return new Promise(() => {})
    })
    const { accept, event, work, said } = await open(consultant)
    await accept(event('message', '質問'))
    await expect(work(stop.signal)).rejects.toThrow('stopping')
    expect(await said()).toEqual([])
  })

  const gone = () =>
    createFakeConsultant(() => {
      throw new AppError('unavailable', 'the thread has ended')
    }).consultant

  it('leaves the event for later, without an apology, when the consultant has gone', async () => {
    const { accept, event, work, said } = await open(gone())
    await accept(event('message', '質問'))
    await expect(work()).rejects.toThrow('the thread has ended')
    expect(await said()).toEqual([])
  })

  it('answers a cry for help at once, even when the consultant has gone', async () => {
    const { say, said, openCase } = await open(gone())
    await say('死にたい')
    expect((await said())[0]?.text).toContain('0120')
    expect((await openCase()).urgent).toBe(1)
  })

  it('gives a message that failed in all its tries to a person, with one apology', async () => {
    const { accept, event, reception, store, said, openCase, messages } = await open()
    await accept(event('message', '困っています'))
    const leased = await store.claimEvent(30_000)
    if (leased === undefined) throw new Error('nothing leased')
    await reception.onDead(leased)
    await reception.onDead(leased)
    expect((await openCase()).state).toBe('QUEUED')
    expect(await said()).toHaveLength(1)
    expect((await messages()).map((message) => message.text)).toContain('困っています')
  })
})
