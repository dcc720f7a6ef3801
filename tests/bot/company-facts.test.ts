import { describe, expect, it } from 'vitest'
import { companyFacts } from '../../bot/understand/company-facts.ts'
import { normalizeText } from '../../knowledge/analysis/normalize.ts'

const read = (text: string, asked?: string) => companyFacts(normalizeText(text), asked)
const exactly = (count: number) => ({ least: count, most: count })

describe('what a message tells of the company', () => {
  it.each([
    ['従業員5人以下', { least: 0, most: 5 }],
    ['従業員6〜20人', { least: 6, most: 20 }],
    ['従業員２１～１００人', { least: 21, most: 100 }],
    ['従業員301人以上', { least: 301 }],
    ['社員は20名未満です', { least: 0, most: 19 }],
    ['従業員5人以下の会社で使える補助金は？', { least: 0, most: 5 }],
    ['従業員が約30人います', exactly(30)],
    ['社員25人です', exactly(25)],
    ['スタッフ3名の店です', exactly(3)],
    ['12人の町工場です', exactly(12)],
    ['一人でやっています', exactly(0)],
    ['従業員はいません', exactly(0)],
  ])('reads the employees in %s', (text, employees) => {
    expect(read(text).employees).toEqual(employees)
  })
  it.each([
    ['10人です', exactly(10)],
    ['1人', exactly(1)],
    ['10', exactly(10)],
    ['だいたい15人くらい', exactly(15)],
    ['5人以下です', { least: 0, most: 5 }],
    ['6〜20人', { least: 6, most: 20 }],
  ])('takes %s as the answer when the number was asked for', (text, employees) => {
    expect(read(text, 'employees').employees).toEqual(employees)
    expect(read(text).employees).toBeUndefined()
  })
  it.each([
    ['資本金1000万円です', 10_000_000],
    ['資本金は１，０００万円', 10_000_000],
    ['資本金1千万円', 10_000_000],
    ['資本金3億円の会社', 300_000_000],
    ['資本金1億5,000万円', 150_000_000],
  ])('reads the capital in %s', (text, capital) => {
    expect(read(text).capital).toBe(capital)
  })
  it.each([
    ['創業3年目です', exactly(2)],
    ['創業して3年です', exactly(3)],
    ['3年前に創業しました', exactly(3)],
    ['創業して半年です', exactly(0.5)],
    ['創業5年未満', { least: 0, most: 4 }],
    ['創業5年以上', { least: 5 }],
    ['これから創業します', exactly(-1)],
    ['創業前でも使えますか', exactly(-1)],
    ['来年起業したいです', exactly(-1)],
  ])('reads the years in business in %s', (text, years) => {
    expect(read(text).years).toEqual(years)
  })
  it.each([
    ['製造業です', 'manufacturing'],
    ['町工場をやっています', 'manufacturing'],
    ['建設業・運輸業です', 'construction'],
    ['卸売業です', 'wholesale'],
    ['小売業です', 'retail'],
    ['サービス業です', 'service'],
    ['情報通信業です', 'information'],
    ['旅館をしています', 'lodging'],
    ['ラーメン屋です', 'service'],
  ])('reads the industry in %s', (text, industry) => {
    expect(read(text).industry).toBe(industry)
  })
  it('reads the form of the business and the partner', () => {
    expect(read('個人事業です').soleProprietor).toBe(true)
    expect(read('フリーランスのデザイナーです').soleProprietor).toBe(true)
    expect(read('法人です').soleProprietor).toBe(false)
    expect(read('大学と共同研究をしたい').partner).toBe(true)
    expect(read('大学などと一緒に', 'partner').partner).toBe(true)
    expect(read('自社だけで', 'partner').partner).toBe(false)
  })
  it('reads several at once', () => {
    expect(read('江戸川区の製造業、社員25人、資本金1000万円、創業3年目です。機械を入れたい')).toEqual({
      industry: 'manufacturing',
      employees: exactly(25),
      capital: 10_000_000,
      years: exactly(2),
    })
  })
})

describe('what tells nothing of the company', () => {
  it.each([
    '5人以下は200万円って本当？',
    '従業員5人以下は対象外ですか',
    '従業員21名以上だと行動計画が要りますか',
    '従業員が20人を超えるとだめですか',
    '2人目の相談員',
    '100人の応募',
    '従業員1人当たりの給与を上げる要件',
    '社員3人に研修を受けさせたい',
    '社員を2人雇いたい',
    '資本金1億円以下って何',
    '資本金3億円以下でないとだめですか',
    '創業5年未満は対象ですか',
    '創業前の人は対象外ですか',
    '設立2015年の会社',
    '創業後6か月以内とは',
    '製造業だけですか',
    '製造業以外は使えない？',
    '商店街の補助金',
    'コンサル会社に頼んでもいい？',
    'メーカーから見積をもらった',
    '飲食店向けのアプリ',
    'ネットショップを作る費用',
    '個人事業主は対象ですか',
    '個人事業主とは',
  ])('%s', (text) => {
    expect(read(text)).toEqual({})
    const employees = read(text, 'employees').employees
    expect(employees).toBeUndefined()
  })
  it.each(['2', '2番', '2つ目', '5人以下は200万円って本当？', '2人目の相談員', '100人の応募'])(
    '%s is no number of employees, even when it was asked for',
    (text) => {
      expect(read(text, 'employees')).toEqual({})
    },
  )
})
