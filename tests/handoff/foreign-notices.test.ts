// Who spoke another language with the bot read Japanese as soon as staff, or a fault, had the word.
import { afterEach, describe, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import type { OtherLanguage } from '../../bot/understand/language.ts'
import { claimCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { resolveCase } from '../../handoff/cases/resolve.ts'
import { transferCase } from '../../handoff/cases/transfer.ts'
import { noticesFor } from '../../handoff/foreign-texts.ts'
import { personWish } from '../../handoff/reception/same-person.ts'
import { securePageWords } from '../../handoff/reception/secure-page-words.ts'
import type { InboundEvent } from '../../storage/types.ts'
import { createFakeConsultant } from './support/fake-consultant.ts'
import { databases, type House, openHouse, sato, yamada } from './support/house.ts'

const languages: readonly OtherLanguage[] = ['en', 'zh', 'ko', 'vi', 'easy']

const speaking = (language: OtherLanguage, isBroken = () => false): Consultant => {
  const { consultant } = createFakeConsultant()
  return {
    ...consultant,
    async turn(input) {
      if (isBroken()) throw new Error('broken')
      const turn = await consultant.turn(input)
      return { ...turn, state: { ...turn.state, language } }
    },
  }
}

describe.each(await databases())('notices on %s', (_name, createPlace) => {
  let house: House
  afterEach(() => house.close())

  it.each(languages)('are in the language of the user while staff have the word: %s', async (language) => {
    house = await openHouse(createPlace, speaking(language))
    const { say, send, event, said, openCase, context } = house
    const own = noticesFor({ language })
    await say('相談員')
    const { id } = await openCase()
    await send(event('left', ''))
    await send(event('joined', ''))
    expect((await said()).at(-1)).toMatchObject({ text: own.returned, suggestions: [own.reachBot] })
    await claimCase(context, yamada, id)
    await writeAsStaff(context, yamada, id, { text: 'こんにちは', private: false })
    await transferCase(context, yamada, id, { to: 'sato' }, '補助金に詳しいため')
    await claimCase(context, sato, id)
    expect((await said()).at(-1)?.text).toBe(own.ownerChanged)
    await resolveCase(context, sato, id, { reason: 'staff_resolved' })
    expect((await said()).map(({ text }) => text)).toContain(own.resolved)
    // The survey below the notice holds what can be tapped.
    expect((await said()).at(-1)?.suggestions).toContain(own.reachStaff)
    expect(own.resolved).toContain(own.reachStaff)
  })

  it.each(languages)('are so where the bot cannot read or answer: %s', async (language) => {
    let isBroken = false
    house = await openHouse(
      createPlace,
      speaking(language, () => isBroken),
    )
    const { say, send, event, said } = house
    const own = noticesFor({ language })
    await say('質問です')
    await send(event('message', '', { replyTo: { token: 'p', unsupported: 'image' } }))
    expect((await said()).at(-1)).toMatchObject({ text: own.textOnly, suggestions: [own.reachStaff] })
    isBroken = true
    await say('もう一つ質問')
    expect((await said()).at(-1)).toMatchObject({ text: own.failed, suggestions: [own.reachStaff] })
  })

  it('are so where nobody had time for hours', async () => {
    house = await openHouse(createPlace, speaking('en'))
    const { say, said, pass } = house
    await say('相談員')
    await pass(40)
    expect((await said()).at(-1)).toMatchObject({
      text: expect.stringContaining('sorry to keep you waiting'),
      suggestions: ['Back to AI'],
    })
  })
})

it('no notice of another language is that of a second one', () => {
  const told = languages.map((language) => noticesFor({ language }))
  for (const name of [
    'resolved',
    'ownerChanged',
    'returned',
    'textOnly',
    'failed',
    'failedAndQueued',
    'fetchAnswer',
  ] as const) {
    expect(new Set([...told, noticesFor(undefined)].map((notices) => notices[name])).size, name).toBe(6)
  }
})

it.each(languages)('the way to our own page is told in the language of the user: %s', (language) => {
  const { securePage, goOn } = securePageWords({ language })
  expect(securePage('https://example.lg.jp/')).toContain('15')
  expect(securePage('')).not.toBe(securePageWords(undefined).securePage(''))
  // A quick reply of LINE takes no more.
  expect([...goOn].length).toBeLessThanOrEqual(20)
  expect(personWish({ text: goOn } as InboundEvent)).toBe('continue')
})
