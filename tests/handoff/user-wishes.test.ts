import { describe, expect, it } from 'vitest'
import { asksAboutWaiting, asksForPerson, endsLiveTalk, wantsBot } from '../../handoff/reception/user-wishes.ts'

describe('what ends a talk while a person answers', () => {
  const ends = (text: string, isUrgent = false) => endsLiveTalk(text, { isUrgent })

  it.each([
    'AIに戻る',
    'AIに戻してください',
    'Back to AI',
    '終了',
    '終了します',
    'これで終わりです',
    '終わりにしたいです',
    '相談を終了してください',
    '相談を終わります',
    'この相談はこれで終わりです',
    'やりとりを終えたいです',
  ])('is %s', (text) => expect(ends(text)).toBe(true))

  it.each([
    'キャンセル',
    'キャンセルしたいです',
    'キャンセルします',
    '取り消したいです',
    '取り消してください',
    '取りやめます',
    '取りやめたいです',
    '事業を終了します',
    '申請を終わりにしたいです',
    '終了しました',
    '募集は終わりですか',
    'もういいです',
    '',
  ])('is not %s, which may be an answer or a request to the person', (text) => expect(ends(text)).toBe(false))

  it('is the plain way back alone for who is in distress', () => {
    for (const text of ['AIに戻る', '終了', 'Back to AI']) expect(ends(text, true)).toBe(true)
    for (const text of ['もう終わりにします', 'これで終わりです', '終わりにしたい'])
      expect(ends(text, true)).toBe(false)
  })
})

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
