import type { messagingApi } from '@line/bot-sdk'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dressMessages } from '../../adapters/line/dress-messages.ts'
import { withoutMarkdown } from '../../adapters/line/plain-text.ts'
import { createPostbackSeal } from '../../adapters/line/postback-seal.ts'
import { renderMessages } from '../../adapters/line/render-messages.ts'
import { messageFaults } from '../../adapters/line/simulator/message-rules.ts'
import { lineUser } from '../../adapters/line/simulator/webhook-sender.ts'
import { splitText } from '../../adapters/line/text-limits.ts'
import type { DeliveryPayload } from '../../bot/delivery.ts'
import type { Reply } from '../../bot/outcome.ts'
import { shortenGraphemes } from '../../storage/ground/graphemes.ts'
import type { OutboxItem } from '../../storage/types.ts'
import { readLineDescription } from '../support/line-description.ts'

const { faultsOf } = readLineDescription('messaging-api')
const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
const clusters = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment)
const withoutSpace = (text: string) => text.replaceAll(/\s/g, '')

/** Text as residents and records hold it, with what breaks counting: emoji families, rare kanji, marks upon marks. */
const awkward = fc.oneof(
  fc.constantFrom(
    '。',
    '、',
    '\n',
    'あ',
    '金',
    '𠮷',
    '👨‍👩‍👧‍👦',
    '👋🏻',
    'が',
    '葛󠄀',
    'a',
    ' ',
    '！',
    'e\u0301\u0302',
    '**',
  ),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
)
const text = (maxLength: number) => fc.array(awkward, { maxLength }).map((parts) => parts.join(''))
const longText = fc.tuple(text(40), fc.integer({ min: 1, max: 400 })).map(([part, times]) => part.repeat(times))

const citation = fc.record(
  {
    id: fc.constant('voucher'),
    title: text(30),
    url: fc.oneof(
      fc.webUrl(),
      fc.constantFrom('', 'javascript:alert(1)', `https://example.jp/${'長'.repeat(400)}`, 'x'),
    ),
    date: fc.constantFrom('2026-04-01', '令和8年', ''),
  },
  { requiredKeys: ['id', 'title'] },
)
const card = fc.record(
  {
    recordId: fc.constantFrom('voucher', 'other'),
    position: fc.integer({ min: 1, max: 40 }),
    title: text(60),
    badge: text(10),
    badgeTone: fc.constantFrom('open' as const, 'closed' as const, 'neutral' as const),
    rows: fc.array(fc.record({ label: fc.oneof(text(30), fc.constantFrom('金額', '締切')), value: longText }), {
      maxLength: 60,
    }),
  },
  { requiredKeys: ['recordId', 'title', 'badge', 'badgeTone', 'rows'] },
)
const reply: fc.Arbitrary<Reply> = fc
  .record(
    {
      text: longText,
      citations: fc.array(citation, { maxLength: 8 }),
      suggestions: fc.array(text(40), { maxLength: 20 }),
      card,
      list: fc.record({ before: longText, cards: fc.array(card, { maxLength: 15 }), after: longText }),
    },
    { requiredKeys: ['text', 'citations', 'suggestions'] },
  )
  .map((made) => made as Reply)
const payload: fc.Arbitrary<DeliveryPayload> = fc
  .record(
    {
      replies: fc.array(reply, { minLength: 1, maxLength: 5 }),
      sender: fc.constantFrom('bot' as const, 'staff' as const, 'system' as const),
      senderName: fc.oneof(text(30), fc.constant('LINE担当')),
      messageId: fc.constant('m'),
    },
    { requiredKeys: ['replies', 'sender', 'messageId'] },
  )
  .map((made) => made as DeliveryPayload)

const say = (...replies: Partial<Reply>[]): DeliveryPayload => ({
  replies: replies.map((part) => ({ text: '', citations: [], suggestions: [], ...part })),
  sender: 'bot',
  messageId: 'm',
})

const listed = (position: number) => ({
  recordId: `r${position}`,
  position,
  title: `制度${position}`,
  badge: '受付期間内',
  badgeTone: 'open' as const,
  rows: [{ label: '金額', value: `上限${position}0万円`, strong: true as const }],
})

/** As they leave the house: taps sealed, pictures beside the names. */
function dressed(given: DeliveryPayload): messagingApi.Message[] {
  const item = { conversationKey: lineUser(1), createdAt: Date.UTC(2026, 10, 26), replyTo: {} } as OutboxItem
  const wardrobe = { seal: createPostbackSeal('s'), publicUrl: 'https://madoguchi.example.lg.jp' }
  return dressMessages(renderMessages(given), given, item, wardrobe)
}

describe('whatever the house says, LINE takes it', () => {
  test('any payload becomes at most five messages within every limit, the same each time', () => {
    fc.assert(
      fc.property(payload, (given) => {
        const messages = dressed(given)
        expect(dressed(structuredClone(given))).toEqual(messages)
        if (messages.length > 0) {
          expect(messageFaults(messages)).toEqual([])
          expect(faultsOf('ReplyMessageRequest', { replyToken: 't', messages })).toEqual([])
        }
        expect(messages.slice(0, -1).some((message) => message.quickReply)).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  test('cards that just fill a send stay within it once their taps are sealed', () => {
    const labels = ['金額', '補助率', '締切', '対象', '条件', '前提', '内容']
    for (let length = 20; length < 400; length += 1) {
      const rows = labels.map((label) => ({ label, value: '字'.repeat(length) }))
      const cards = Array.from({ length: 12 }, (_, index) => ({ ...listed(index), rows }))
      expect(messageFaults(dressed(say({ text: 't', list: { before: 'b', cards, after: 'a' } })))).toEqual([])
      const citations = labels.map((id) => ({ id, title: '字'.repeat(length), url: `https://example.jp/${id}` }))
      const card = { ...listed(1), rows: [...rows, ...rows, ...rows] }
      expect(messageFaults(dressed(say({ text: 't', citations, card })))).toEqual([])
    }
  })

  test('a tap on a scheme with a very long name keeps what it asks', () => {
    for (const title of ['あ'.repeat(300), '「"x"」'.repeat(60), '\\'.repeat(400)]) {
      const messages = dressed(say({ text: 't', card: { ...listed(1), title } }))
      expect(messageFaults(messages)).toEqual([])
      expect(JSON.stringify(messages)).toContain('の申請方法は？')
    }
  })

  test('a list too long for cards is told in words', () => {
    const cards = Array.from({ length: 12 }, (_, index) => ({ ...listed(index), title: '名'.repeat(400) }))
    const citations = cards.map(({ recordId: id }) => ({
      id,
      title: 'x',
      url: `https://example.jp/${'長'.repeat(100)}`,
    }))
    const messages = dressed(say({ text: '1. 制度', citations, list: { before: 'b', cards, after: 'a' } }))
    expect(messageFaults(messages)).toEqual([])
    expect(messages[0]).toMatchObject({ type: 'text', text: expect.stringContaining('1. 制度') })
  })

  test('a split text loses no word, tears no character and leaves no blank part', () => {
    fc.assert(
      fc.property(longText, fc.integer({ min: 2, max: 80 }), (given, limit) => {
        const parts = splitText(given, limit)
        expect(withoutSpace(parts.join(''))).toBe(withoutSpace(given))
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit)
          expect(part.trim()).not.toBe('')
          expect(part.isWellFormed()).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('a label keeps whole characters', () => {
    fc.assert(
      fc.property(text(60), (given) => {
        const label = clusters(shortenGraphemes(given, 20))
        expect(label.length).toBeLessThanOrEqual(20)
        const kept = clusters(given).length > 20 ? label.slice(0, -1) : label
        expect(kept).toEqual(clusters(given).slice(0, kept.length))
      }),
    )
  })
})

test('a long answer is divided at the end of a sentence', () => {
  const sentence = `${'申請の手引きを確認してください'.repeat(20)}。`
  const [first, second] = splitText(sentence.repeat(20))
  expect(first?.endsWith('。')).toBe(true)
  expect(second?.startsWith('申請')).toBe(true)
})

test('more bubbles than LINE takes are joined from the front, and no source is lost', () => {
  const source = (count: number) => ({ id: `s${count}`, title: `要領${count}`, url: `https://example.jp/${count}` })
  const messages = renderMessages(
    say(...[1, 2, 3, 4, 5].map((count) => ({ text: `回答${count}`, citations: [source(count)], suggestions: ['次'] }))),
  )
  expect(messages.map(({ type }) => type)).toEqual(['text', 'text', 'text', 'text', 'flex'])
  const everything = JSON.stringify(messages)
  for (const count of [1, 2, 3, 4, 5]) expect(everything).toContain(`https://example.jp/${count}`)
  expect(messages[0]).toMatchObject({ text: expect.stringContaining('回答2') })
  expect(messages.at(-1)?.quickReply?.items).toHaveLength(1)
})

test('a scheme comes as text and a card with its state, its sources to open and a way to a person', () => {
  const card = {
    recordId: 'voucher',
    title: '技術相談バウチャー',
    badge: '受付前',
    badgeTone: 'neutral' as const,
    rows: [{ label: '上限額', value: '20万円' }],
  }
  const citations = [{ id: 'voucher', title: '構想書', url: 'https://example.jp/plan.pdf', date: '2026-04-01' }]
  const [words, flex, ...rest] = renderMessages(say({ text: '上限額は20万円です。', citations, card }))
  expect(rest).toEqual([])
  expect(words).toMatchObject({ type: 'text', text: '上限額は20万円です。', sender: { name: 'AI案内' } })
  expect(flex).toMatchObject({
    type: 'flex',
    altText: '「技術相談バウチャー」の概要です。現在の状態は「受付前」です。',
  })
  const shown = JSON.stringify(flex)
  for (const part of [
    '受付前',
    '20万円',
    '構想書（2026年4月1日時点）',
    'https://example.jp/plan.pdf',
    '相談員と話したい',
  ]) {
    expect(shown).toContain(part)
  }
})

test('a list comes as cards between its first and its last words, each with its own source, twelve at most', () => {
  const cards = Array.from({ length: 14 }, (_, index) => listed(index + 1))
  const citations = [
    { id: 'r2', title: '要領2', url: 'https://example.jp/2' },
    { id: 'gap', title: '区の一覧', url: 'https://example.jp/gap' },
  ]
  const list = { before: '次の制度があります。', cards, after: '業種を教えてください。' }
  const suggestions = ['製造業です', '制度1']
  const [first, flex, last, ...rest] = renderMessages(say({ text: '全部', citations, list, suggestions }))
  expect(rest).toEqual([])
  expect(first).toMatchObject({ type: 'text', text: '次の制度があります。' })
  const { altText = '', contents } = flex as messagingApi.FlexMessage
  expect(altText).toMatch(/^12件の制度のご案内です。1\. 制度1（受付期間内）、2\. 制度2/)
  const bubbles = (contents as messagingApi.FlexCarousel).contents
  expect(bubbles).toHaveLength(12)
  expect(JSON.stringify(bubbles[1])).toContain('https://example.jp/2')
  expect(JSON.stringify(bubbles[0])).not.toContain('https://')
  expect(JSON.stringify(bubbles[0])).toContain('受付期間内')
  // The source of no card, and the choice that no card offers, stand in words; quick replies come last.
  expect(last).toMatchObject({
    text: '業種を教えてください。\n\n出典:\n・区の一覧\nhttps://example.jp/gap\n\n選べる言葉：製造業です',
    quickReply: { items: [{}, {}] },
  })
})

test('where the send has no room for the cards of a list, its words are sent whole', () => {
  const replies = [1, 2, 3, 4].map((count) => ({ text: `回答${count}` }))
  const list = { before: '前', cards: [listed(1)], after: '後' }
  const messages = renderMessages(say(...replies, { text: '前\n1. 制度1\n後', list }, { text: '最後' }))
  expect(messages).toHaveLength(5)
  expect(messages.every(({ type }) => type === 'text')).toBe(true)
  expect(JSON.stringify(messages)).toContain('1. 制度1')
})

test('on a PC, where nothing can be tapped, the choices stand in the text; what it names already is not repeated', () => {
  const suggestions = ['製造業です', '答えずに進む', 'AIに戻る']
  const [message] = renderMessages(say({ text: '業種は？取りやめるときは「AIに戻る」と送ってください。', suggestions }))
  expect(message).toMatchObject({ text: expect.stringMatching(/。\n\n選べる言葉：製造業です／答えずに進む$/) })
})

test('choices in another language have no Japanese heading', () => {
  const [message] = renderMessages(say({ text: 'Which ward?', suggestions: ['Find a grant', 'Talk to staff'] }))
  expect(message).toMatchObject({ text: 'Which ward?\n\n▷ Find a grant／Talk to staff' })
})

test('sources without an address stand in the text', () => {
  const citations = [{ id: 'a', title: '窓口の案内', date: '2026-04-01' }]
  expect(renderMessages(say({ text: 'はい。', citations }))).toMatchObject([
    { type: 'text', text: 'はい。\n\n出典:\n・窓口の案内（2026年4月1日時点）' },
  ])
})

test('words of the bot, of staff and of the house are told apart', () => {
  const from = (sender: DeliveryPayload['sender'], senderName?: string) =>
    renderMessages({ ...say({ text: 'はい' }), sender, ...(senderName && { senderName }) })[0]?.sender?.name
  expect([from('bot'), from('staff'), from('staff', '窓口 佐藤'), from('staff', 'ＬＩＮＥ係'), from('system')]).toEqual(
    ['AI案内', '相談員', '窓口 佐藤', '相談員', undefined],
  )
})

test('Markdown marks go, figures and the words of staff stay as they are', () => {
  expect(withoutMarkdown('## 補助率\n**2/3**です。[要領](https://example.jp/a)\n- 一つ\n2*3*4 と `x`')).toBe(
    '補助率\n2/3です。要領 https://example.jp/a\n・一つ\n2*3*4 と x',
  )
  expect(renderMessages({ ...say({ text: '**そのまま**' }), sender: 'staff' })[0]).toMatchObject({
    text: '**そのまま**',
  })
})

test.each([
  ['これは*大事*です', 'これは大事です'],
  ['***両方***と__太字__と_斜め_', '両方と太字と斜め'],
  ['~~上限10万円~~上限20万円', '上限10万円（取り消し）上限20万円'],
  ['> 引用\n>> 二重', '引用\n二重'],
  ['| 区分 | 上限 |\n|:---|---:|\n| 小規模 | 20万円 |', '区分｜上限\n小規模｜20万円'],
  ['前\n\n---\n\n後\n* * *', '前\n\n\n\n後\n'],
  ['[こちら](/apply)と[要領](https://example.jp/a "題")', 'こちらと要領 https://example.jp/a'],
  ['[電話](tel:03-3579-2192)', '電話 03-3579-2192'],
  ['- [ ] 見積書\n- [x] 申請書', '・見積書\n・申請書'],
  ['一行目<br>二行目', '一行目\n二行目'],
  ['\\*印は必須', '*印は必須'],
])('no mark of Markdown is left: %j', (given, shown) => {
  expect(withoutMarkdown(given)).toBe(shown)
})

test.each([
  '+ 10万円の加算',
  '> 5人の会社',
  '2*3*4 と 2 * 3 * 4',
  '[注](別表1)',
  'snake_case_name',
  'https://example.jp/_a_/*b*/~~c~~',
  '\\10,000',
])('what only looks like a mark stays: %j', (given) => {
  expect(withoutMarkdown(given)).toBe(given)
})

test('taking marks off loses no figure', () => {
  const part = fc.constantFrom('1', '20', '万円', '*', '**', '_', '~~', '>', '|', '-', '---', '+', ' ', '\n', '#', '\\')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
      const given = parts.join('')
      expect(withoutMarkdown(given).replace(/\D/g, '')).toBe(given.replace(/\D/g, ''))
    }),
  )
})

test('nothing to say becomes no message', () => {
  expect(renderMessages(say({ text: ' \n ' }))).toEqual([])
})
