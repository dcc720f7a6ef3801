import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { speakerNames } from '../../adapters/botframework/texts.ts'
import { type ChatAction, chatReducer, currentSuggestions, emptyChat } from '../../adapters/web/widget/chat-state.ts'
import type { WireActivity } from '../../adapters/web/widget/protocol.ts'
import { dateText, texts } from '../../adapters/web/widget/texts.ts'
import { wordsThatReachStaff } from '../../handoff/texts.ts'
import { openWebHouse, type WebHouse } from '../support/web-house.ts'

describe('the page and the script', () => {
  let house: WebHouse
  beforeAll(async () => {
    house = await openWebHouse()
  })
  afterAll(() => house.stop())

  it('the widget is light: at most 20 kB to load', async () => {
    const script = await fetch(`${house.base}/widget.js`).then((response) => response.text())
    expect(gzipSync(script).length).toBeLessThanOrEqual(20_000)
  })

  it('under its hash the script may be kept for ever, under its plain name it is asked for again', async () => {
    const page = await fetch(house.base).then((response) => response.text())
    const path = /src="(\/widget-[0-9a-f]+\.js)"/.exec(page)?.[1]
    const hashed = await fetch(`${house.base}${path}`)
    expect(hashed.headers.get('cache-control')).toContain('immutable')
    const plain = await fetch(`${house.base}/widget.js`)
    const etag = plain.headers.get('etag') ?? ''
    expect(await plain.text()).toBe(await hashed.text())
    const again = await fetch(`${house.base}/widget.js`, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('the page runs nothing but what carries its nonce, and a new one each time', async () => {
    const [one, two] = [await fetch(house.base), await fetch(house.base)]
    const policy = one.headers.get('content-security-policy') ?? ''
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(policy).toContain("frame-ancestors 'none'")
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1]
    const html = await one.text()
    for (const [tag] of html.matchAll(/<(?:script|style)\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`)
    expect(html).not.toMatch(/ (?:on\w+|style)="/)
    expect(two.headers.get('content-security-policy')).not.toBe(policy)
  })

  it('the page says in Japanese whose window it is and what not to write', async () => {
    const html = await fetch(house.base).then((response) => response.text())
    expect(html).toContain('<html lang="ja">')
    expect(html).toContain('<h1>試験区 産学連携相談窓口</h1>')
    for (const words of ['マイナンバー', '口座番号', '公開前の発明']) expect(html).toContain(words)
  })
})

describe('what the widget shows', () => {
  const run = (...actions: ChatAction[]) => actions.reduce(chatReducer, emptyChat)
  const told = (id: string, more: Partial<WireActivity> = {}): ChatAction => ({
    type: 'activity',
    activity: { type: 'message', id, text: id, from: { role: 'bot', name: speakerNames.bot }, ...more },
  })
  const send: ChatAction = { type: 'send', key: 'own', text: '質問', at: 0 }
  const echo = told('e', { from: { role: 'user' }, channelData: { clientActivityID: 'own' } })

  it('the same words told twice are shown once', () => {
    expect(run(told('a'), told('a')).items).toHaveLength(1)
  })

  it('the echo takes the place of the words on their way', () => {
    const { items } = run(send, echo)
    expect(items).toMatchObject([{ key: 'e', speaker: 'user' }])
    expect(items[0]).not.toHaveProperty('status')
  })

  it('words that could not be sent stay, and can be sent again', () => {
    const failed = run(send, { type: 'failed', key: 'own', error: '送信できませんでした。' })
    expect(failed.items[0]).toMatchObject({ status: 'failed', text: '質問' })
    expect(chatReducer(failed, { type: 'resend', key: 'own' }).items[0]?.status).toBe('sending')
    // The answer was lost, the message was not: its echo clears the failure.
    expect(chatReducer(failed, echo).items).toMatchObject([{ key: 'e' }])
  })

  it('a failure told after the echo changes nothing', () => {
    expect(run(send, echo, { type: 'failed', key: 'own', error: 'x' }).items[0]).not.toHaveProperty('error')
  })

  it('the dots go when the answer comes, and do not come back when they are told late', () => {
    const typing: ChatAction = { type: 'activity', activity: { type: 'typing', id: 't', replyToId: 'e' } }
    expect(run(echo, typing).typing).toBe(true)
    expect(run(echo, typing, told('a')).typing).toBe(false)
    expect(run(echo, told('a'), typing).typing).toBe(false)
  })

  it('suggestions are offered until the user speaks; the way to staff is a button of its own', () => {
    const offer = told('a', { suggestedActions: { actions: [{ value: 'いつまで？' }, { value: texts.staffWords }] } })
    expect(currentSuggestions(run(offer).items)).toEqual(['いつまで？'])
    expect(currentSuggestions(run(offer, send).items)).toEqual([])
  })

  it('staff are told from the bot by what the server says, never by what a client may write', () => {
    const staff = told('s', { channelData: { madoguchi: { sender: 'staff', senderName: '相談員（産業振興課）' } } })
    expect(run(staff).items[0]).toMatchObject({ speaker: 'staff', name: '相談員（産業振興課）' })
    const forged = told('f', { from: { role: 'user' }, channelData: { madoguchi: { sender: 'staff' } } })
    expect(run(forged).items[0]?.speaker).toBe('user')
  })

  it('a new conversation keeps what was on its way and says what happened', () => {
    const { items } = run(told('old'), send, { type: 'restart', at: 1 })
    expect(items.map(({ text }) => text)).toEqual(['質問', texts.restarted])
  })

  it('the button for staff says the words that reception knows', () => {
    expect(texts.staffWords).toBe(wordsThatReachStaff)
  })

  it('dates are told as people write them', () => {
    expect(dateText('2026-04-07')).toBe('2026年4月7日')
    expect(dateText('掲載期間2023-04-01〜2025-03-31')).toBe('掲載期間2023年4月1日〜2025年3月31日')
    expect(dateText('令和8年')).toBe('令和8年')
  })
})
