import { describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { reopenCase } from '../../handoff/cases/resolve.ts'
import { undoMessage } from '../../handoff/cases/sent-words.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

describe.each(await databases())(
  'what leads to a person, and what a desk says of itself, on %s',
  (_name, createPlace) => {
    const { open, talk, words } = oneHouse(createPlace)

    it('an answer that did not help twice is followed by the offer of a person, whose topic is chosen by one tap', async () => {
      const { say, said, openCase, conversation, hasOpenCase } = await open()
      await say('不明な質問')
      expect(await hasOpenCase()).toBe(false)
      await say('不明な質問をもう一度')
      expect((await openCase()).state).toBe('OFFERED')
      expect((await conversation()).control).toBe('BOT')
      const offer = (await said()).at(-1)
      expect(offer?.suggestions).toEqual(expect.arrayContaining(['補助金', '知財', 'その他', 'このままAIに聞く']))
      expect(offer?.text).toContain('書かないで')
      await say('上限は')
      expect((await said()).at(-1)?.text).toBe('答え: 上限は')
      await say('知財')
      expect(await openCase()).toMatchObject({ state: 'QUEUED', topic: '知財', team: '知財' })
      expect((await said()).at(-1)?.text).toContain('おつなぎします')
    })

    it('a thumbs-down is answered with the offer; who declines it, or says nothing for ten minutes, stays with the bot', async () => {
      const { say, openCase, hasOpenCase, said, pass } = await open()
      await say('質問')
      await say('役に立たなかった')
      expect((await openCase()).state).toBe('OFFERED')
      await say('このままAIに聞く')
      expect(await hasOpenCase()).toBe(false)
      expect((await said()).at(-1)?.text).toContain('引き続きAIが')
      await say('👎')
      const before = (await said()).length
      await pass(11)
      expect(await hasOpenCase()).toBe(false)
      expect(await said()).toHaveLength(before)
    })

    it('a request without a topic is in the queue at once, and the topic tapped afterwards brings it to the team', async () => {
      const consultant = createFakeConsultant().consultant
      const vague: Consultant = {
        ...consultant,
        turn: async (input) => {
          const result = await consultant.turn(input)
          return { ...result, effects: result.effects.map((effect) => ({ ...effect, topic: 'その他' as const })) }
        },
      }
      const { say, said, openCase } = await open(vague)
      await say('相談員')
      expect((await said()).at(-1)?.suggestions).toContain('補助金')
      await say('補助金')
      expect(await openCase()).toMatchObject({ state: 'QUEUED', topic: '補助金', team: '補助金申請' })
      expect((await said()).at(-1)?.text).toContain('「補助金」のご相談として')
    })

    it('a crisis alerts staff at once without the words, also while people hold the conversation', async () => {
      const { say, set, alerts, openCase, said } = await open()
      await set('notifications', { webhook: { url: 'http://127.0.0.1:1/hook', format: 'slack' } })
      await say('相談員')
      await say('もう死にたい')
      expect(await openCase()).toMatchObject({ urgent: 1 })
      expect((await said()).at(-1)?.text).toContain('0120-279-338')
      expect((await alerts()).map((alert) => alert.kind)).toEqual(['nobody-there', 'crisis'])
      await say('死にたい')
      expect((await alerts()).filter((alert) => alert.kind === 'crisis')).toHaveLength(1)
      expect(JSON.stringify(await alerts())).not.toContain('死にたい')
    })

    it('words of staff can be taken back for five seconds, and are not sent to a user who ended first', async () => {
      const { id, context, say, said, messages, clock } = await talk()
      const first = await writeAsStaff(context, yamada, id, { text: '誤送信', private: false, undoable: true })
      await undoMessage(context, yamada, id, first.messageId)
      expect(await words()).not.toContain('誤送信')
      expect((await messages()).map((message) => message.text)).not.toContain('誤送信')
      await writeAsStaff(context, yamada, id, { text: '間に合わない返事', private: false, undoable: true })
      await say('終了')
      expect((await said()).map((bubble) => bubble.text)).not.toContain('間に合わない返事')
      const unsent = (await messages()).find((message) => message.text === '間に合わない返事')
      expect(unsent).toMatchObject({ private: true, details: { unsent: true } })
      await reopenCase(context, yamada, id).catch(() => {})
      clock.advance(10_000)
      const late = await writeAsStaff(context, yamada, id, { text: '送信済み', private: false, undoable: true })
      clock.advance(6_000)
      await expect(undoMessage(context, yamada, id, late.messageId)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('a switched-off bot says so and still brings the user to a person; a banner is told once each user', async () => {
      const fake = createFakeConsultant()
      const { say, said, set, openCase } = await open(fake.consultant)
      await set('doors', { line: { banner: '本日は停電のため、窓口の受付を休みます。' } })
      await say('質問')
      await say('質問')
      expect((await words()).filter((text) => text.includes('停電'))).toHaveLength(1)
      await set('doors', { line: { bot: false } })
      await say('上限は')
      expect(fake.inputs).toHaveLength(2)
      expect((await said()).at(-1)).toMatchObject({ sender: 'system', suggestions: ['相談員と話したい'] })
      await say('相談員と話したい')
      expect((await openCase()).state).toBe('QUEUED')
    })

    it('a bot that is switched off while it composes an answer says so instead, and the person asked for still comes', async () => {
      let during = async () => {}
      const fake = createFakeConsultant(() => during())
      const { say, said, set, openCase, messages, conversation } = await open(fake.consultant)
      await say('質問')
      const { state } = await conversation()
      during = () => set('doors', { line: { bot: false } })
      await say('上限は')
      expect(fake.inputs).toHaveLength(2)
      expect(await words()).not.toContain('答え: 上限は')
      expect((await said()).at(-1)).toMatchObject({ sender: 'system', text: expect.stringContaining('停止しています') })
      expect((await messages()).filter(({ text }) => text === '上限は')).toHaveLength(1)
      expect((await conversation()).state).toEqual(state)

      await set('doors', {})
      await say('相談員と話したい')
      expect((await openCase()).state).toBe('QUEUED')
    })

    it('a cry for help that is being answered when the bot is switched off is answered', async () => {
      const house = await open(createFakeConsultant(() => house.set('doors', { line: { bot: false } })).consultant)
      await house.say('つらい、もう死にたい')
      expect(await house.openCase()).toMatchObject({ urgent: 1 })
      expect((await words())[0]).toContain('0120-279-338')
    })

    it('a cry for help is met by the help lines and staff also where the bot is switched off', async () => {
      const { say, said, set, openCase } = await open()
      await set('doors', { line: { bot: false } })
      await say('つらい、もう死にたい')
      expect(await openCase()).toMatchObject({ urgent: 1 })
      expect((await said()).at(-1)?.text).not.toContain('停止')
    })

    it('a switched-off desk opens no case and says so', async () => {
      const { say, said, set, hasOpenCase } = await open()
      await set('doors', { line: { staff: false } })
      await say('相談員')
      expect(await hasOpenCase()).toBe(false)
      expect((await said()).at(-1)?.text).toContain('停止しています')
    })
  },
)
