import { describe, expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

const answerTo = async (question: string) => (await talk(question.split('|'))).reply
const firstOf = async (question: string) => (await answerTo(question)).citations[0]?.id

describe('a leaflet, a page or a talk', () => {
  it.each([
    'カタログに載っていない機械',
    'カタログに載せてもらうには',
    'HPに載せてる制度の締切は',
    'YouTubeに広告をあげたい',
    '展示会で配ったチラシ',
    'マルシェで売ってます',
    '動画を作って載せた費用',
    'サイトに商品を載せたい',
    'セミナーで話した謝金',
    '例会で話してもらう講師',
    '求人を載せちゃった',
    '間違った値段を載せてしまった',
    '機械を置いちゃった',
    'カギを置いてしまった',
    '店に新メニューを並べちゃった',
    'チラシを配ってしまったけど対象？',
  ])('gives away no invention: 「%s」 is told nothing of lost novelty', async (question) => {
    expect((await answerTo(question)).text).not.toContain('新規性')
  })
  it.each(['ホームページに載せる写真も対象？', '展示会で配ったパンフは？', 'セミナーで話した講師の謝金は？'])(
    'is asked of the grant that is spoken of: 「%s」',
    async (question) => {
      expect(await firstOf(`持続化補助金について|${question}`)).toBe('jizokuka-20')
    },
  )
  it.each([
    'ブログに試作品のせたくらいなら大丈夫？',
    '先週ピッチで技術の中身しゃべっちゃった',
    '自社のホームページにのせただけなら大丈夫？',
    'お客さんに試作品を見せちゃった',
    '去年展示会で見せた',
    '商店街のお祭りで並べちゃった',
  ])('that showed an invention is told of the exception: 「%s」', async (question) => {
    expect(await firstOf(question)).toMatch(/^ip-2[12]$/)
  })
})

describe('an everyday word', () => {
  it.each([
    ['先に使っていた機械は対象？', 'tokyo-yakushin'],
    ['先に作ってた試作品は対象になる？', 'tokyo-shinseihin-r8'],
    ['タイムスタンプは必要？電子帳簿', 'digital-ai-2026-invoice'],
    ['最速の印刷機がほしい', 'shoryokuka-ippan-8'],
    ['審査に落ちた', 'term-fusaitaku'],
    ['審査に通らなかった', 'term-fusaitaku'],
    ['清算払いって何', 'term-seisanbarai'],
    ['清算払の意味', 'term-seisanbarai'],
    ['エンジニアの給料は対象？', 'rdtax-sme'],
    ['製品の寿命を延ばす開発', 'tokyo-shinseihin-r8'],
    ['お客さんが見に来る展示会', 'jizokuka-20'],
    ['夜に経営の相談', 'smrj-esodan'],
    ['ものづくり補助金|赤字だけど', 'shinmono-1'],
    ['持続化補助金|利益が出ないとだめ？', 'jizokuka-20'],
  ])('leads to what is meant: 「%s」', async (question, id) => {
    expect(await firstOf(question)).toBe(id)
  })
  it.each([
    ['創業から使ってるプレスが古い', 'ip-49'],
    ['超早い補助金', 'ip-18'],
    ['エンジニアを採用したい', 'jinzai-ikusei'],
    ['店長が辞めた', 'jinzai-ikusei'],
    ['議事録は必要ですか', 'digital-ai-2026-normal'],
    ['バックアップ電源', 'digital-ai-2026-normal'],
    ['GPTで作った計画書で出していい？', 'digital-ai-2026-normal'],
    ['共同研究の契約は電子契約でもいい？', 'digital-ai-2026-normal'],
    ['ネジの不良を減らす機械がほしい', 'tiri'],
    ['機械を貸したい', 'tiri'],
    ['利益が出ないと申請できない？', 'yorozu-tokyo'],
    ['求人サイトに載せて採用したい', 'jizokuka-20'],
    ['ふるさと納税は使える？', 'jizokuka-20'],
    ['送料無料にしたい', 'jizokuka-20'],
  ])('does not lead astray: 「%s」 gets nothing of %s', async (question, id) => {
    expect((await answerTo(question)).citations.map((citation) => citation.id)).not.toContain(id)
  })
  it.each([
    ['うちが先に使ってたのに特許とられた', 'ip-49'],
    ['タイムスタンプで証拠になる？', 'ip-50'],
    ['最速で審査してほしい', 'ip-18'],
    ['特許の審査に落ちた', 'ip-10'],
    ['会社を清算したい', 'shokei-ma-14'],
    ['新卒の研修', 'jinzai-ikusei'],
    ['AIで議事録', 'digital-ai-2026-normal'],
    ['ネジの不良の原因', 'tiri'],
    ['測定器を貸してほしい', 'tiri'],
    ['役所の人が見に来る？', 'rule-nagare'],
    ['赤字続き', 'yorozu-tokyo'],
    ['ふるさと納税に出したい', 'jizokuka-20'],
    ['教授にメールしたけど返事がない', 'tosho-sangakuko'],
  ])('still serves what it was learnt for: 「%s」', async (question, id) => {
    expect(await firstOf(question)).toBe(id)
  })
})
