import { describe, expect, it } from 'vitest'
import { asksAboutWaiting, asksForPerson, wantsBot } from '../../handoff/reception/user-wishes.ts'

describe('what a user may ask of the reception while waiting', () => {
  it.each([
    'AIに戻る',
    'ＡＩに戻る',
    'aiにもどる',
    '「AIに戻る」',
    'AI に戻る。',
    '終了',
    '終了します',
    'キャンセル',
    'キャンセルしたい',
    '取り消し',
    '取りやめます',
  ])('takes %s for the way back to the AI', (text) => expect(wantsBot(text)).toBe(true))

  it.each([
    '終了した公募はありますか',
    'キャンセル料はかかりますか',
    '申請を取り消したいです',
    'AIの補助金',
    '終了日はいつ',
    '',
  ])('does not take %s for it', (text) => expect(wantsBot(text)).toBe(false))

  it.each([
    '順番は？',
    'まだですか？',
    'まだ？',
    'あとどれくらい待ちますか',
    '待ち時間は',
    '何番目ですか',
    '相談員と話したい',
  ])('hears a question about the waiting in %s', (text) => expect(asksAboutWaiting(text)).toBe(true))

  it.each([
    'まだ会社を作っていません',
    '順番に説明すると、まず試作品を作り、そのあとで特許を出すつもりです',
    '住所は板橋区です',
  ])('hears none in %s', (text) => expect(asksAboutWaiting(text)).toBe(false))

  it.each(['相談員と話したい', '担当者に相談したい', '職員の方とお話ししたい', '人と話したいです'])(
    'hears a wish for a person in %s, even without the consultant',
    (text) => expect(asksForPerson(text)).toBe(true),
  )

  it.each(['相談員の資格', '人材の補助金', '担当者名を書く欄'])('hears none of it in %s', (text) =>
    expect(asksForPerson(text)).toBe(false),
  )
})
