// What the user saw: 「090ー1234ー5678」, typed with a Japanese keyboard's long vowel mark, stood in the console unmasked.
import { expect, it } from 'vitest'
import { maskPersonalData } from '../../bot/protect/mask.ts'

it.each(['ー', '‐', '−', '–', '—', '―', 'ｰ', '－', ' ー ', '‑'])(
  'a telephone number is masked with 「%s」 between',
  (dash) => {
    const { text, found } = maskPersonalData(`携帯は090${dash}1234${dash}5678です`)
    expect(found).toEqual(['phone'])
    expect(text).not.toContain('5678')
  },
)

it('so are a home, a card and マイナンバー', () => {
  expect(maskPersonalData('自宅は上野1ー2ー3です').found).toEqual(['address'])
  expect(maskPersonalData('4111ー1111ー1111ー1111').found).toEqual(['card'])
  expect(maskPersonalData('マイナンバーは1234−5678−9012').found).toEqual(['my-number'])
})

it.each(['データー10件とサーバー3台', '2026年4月1日〜5月31日', '10人―20人の会社'])('%s stays as it is', (said) => {
  expect(maskPersonalData(said)).toEqual({ text: said, found: [] })
})
