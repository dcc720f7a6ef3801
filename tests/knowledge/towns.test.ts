import { expect, it } from 'vitest'
import { findAreas } from '../../knowledge/scheme/areas.ts'

it.each([
  ['蒲田の町工場です', ['大田区']],
  ['成増で雑貨屋やってます', ['板橋区']],
  ['町屋の金属加工', ['荒川区']],
  ['志村坂上の会社', ['板橋区']],
])('knows the ward of a town: %s', (text, wards) => {
  expect(findAreas(text).wards).toEqual(wards)
})
it.each([
  '志村さんに頼まれて',
  '赤塚製作所から見積をもらった',
  '青山学院大学と研究したい',
  '会社を大きくしたい',
  '上野と申します',
  '白金の触媒を開発したい',
])('takes no name of a person, a company or a school for a town: %s', (text) => {
  expect(findAreas(text).wards).toEqual([])
})
it('knows of towns of the same name elsewhere', () => {
  expect(findAreas('大阪市の京橋の会社です').wards).toEqual([])
  expect(findAreas('横浜の港南区で製造業です').wards).toEqual([])
})
it('goes by the ward that is named, whatever town stands beside it', () => {
  expect(findAreas('品川区ですが工場は蒲田にあります').wards).toEqual(['品川区'])
})
