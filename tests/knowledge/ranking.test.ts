import { describe, expect, it } from 'vitest'
import { createAnalyzer } from '../../knowledge/analysis/analyzer.ts'
import { emptyLexicon } from '../../knowledge/analysis/lexicon.ts'
import { buildDenseGraph, checkVector } from '../../knowledge/index/dense-leg.ts'
import { questionVector } from '../../knowledge/index/hashed-vectors.ts'
import { buildHybridIndex, createSearcher } from '../../knowledge/index/hybrid-index.ts'
import { packLexicalIndex, unpackLexicalIndex } from '../../knowledge/index/lexical-file.ts'
import { denseWeight } from '../../knowledge/index/ranking.ts'

const analyzer = createAnalyzer(emptyLexicon)
const texts = [
  '特許の審査請求には期限があります。出願から三年以内に請求します。',
  '商標は出願してから登録までに審査があります。商標の更新は十年ごとです。',
  '意匠は物の形や模様を守ります。秘密にする期間を選べます。',
  '補助金は後払いです。交付の決定より前に買ったものは対象になりません。',
  '試験場では材料の強さや成分を測る依頼試験ができます。',
  '共同研究の契約では、成果がどちらのものになるかを決めます。',
]
const documents = texts.map((text, group) => ({ group, fields: { text } }))
const groups = documents.map(({ group }) => group)
const index = buildHybridIndex(documents, { lexicon: emptyLexicon })
const searcher = createSearcher(index, groups, emptyLexicon)
const order = (question: string) => searcher.search(question, { limit: 6 }).map(({ document }) => document)

describe('ranking', () => {
  it.each([
    ['特許の審査請求はいつまで', 0],
    ['商標を更新したい', 1],
    ['意匠を秘密にする', 2],
    ['補助金の交付決定の前に買った', 3],
    ['材料の成分を測ってほしい', 4],
    ['研究の成果は誰のものか契約で決める', 5],
  ])('%s', (question, expected) => {
    expect(order(question)[0]).toBe(expected)
  })

  it('rates a rare word above a common one', () => {
    expect(order('審査 意匠')[0]).toBe(2)
  })

  it('finds nothing for a question without words', () => {
    expect(order('。。。')).toEqual([])
  })
})

describe('the dense leg', () => {
  it.each(texts.map((text, document) => [text, document] as const))(
    'cannot demote the exact passage: %s',
    (text, document) => {
      // A graph in which every passage but the right one agrees with it perfectly.
      const right = index.dense.getPoint(document)
      const opposite = right.map((value) => -value)
      const vectors = documents.map((_other, place) => (place === document ? opposite : right))
      const hostile = { lexical: index.lexical, dense: buildDenseGraph(vectors, right.length) }
      const doubtful = `${text.slice(0, 12)} 火星のロケット`
      const [first] = createSearcher(hostile, groups, emptyLexicon).search(doubtful, { limit: 2 })
      expect(first?.document).toBe(document)
    },
  )

  it('adds at most its small share', () => {
    for (const { score } of searcher.search('審査の期限と更新と火星', { limit: 6 })) {
      expect(score).toBeLessThanOrEqual(1 + denseWeight)
    }
  })

  it.each([
    ['text', ['1', 0, 0]],
    ['null', [null, 0, 1]],
    ['NaN', [Number.NaN, 0, 1]],
    ['infinity', [Number.POSITIVE_INFINITY, 0, 1]],
    ['nothing but zeros', [0, 0, 0]],
    ['a wrong length', [1, 0]],
    ['a typed array', new Float32Array([1, 0, 0])],
    ['holes', new Array(3)],
  ])('refuses %s before native code sees it', (_what, vector) => {
    expect(() => checkVector(vector, 3)).toThrow()
  })

  it('has no vector for nothing', () => {
    expect(questionVector(index.lexical, new Map(), 8)).toBeUndefined()
    expect(questionVector(index.lexical, analyzer.analyzeQuestion('火星'), 8)).toBeUndefined()
    const empty = buildHybridIndex([{ group: 0, fields: { text: '。' } }], { lexicon: emptyLexicon })
    expect(createSearcher(empty, [0], emptyLexicon).search('補助金', { limit: 3 })).toEqual([])
  })
})

describe('the stored form of the lexical index', () => {
  it('reads back as it was', () => {
    expect(unpackLexicalIndex(packLexicalIndex(index.lexical))).toEqual(index.lexical)
  })

  it('is refused when cut short', () => {
    const bytes = packLexicalIndex(index.lexical)
    for (const length of [0, 3, 40, bytes.length - 1]) {
      expect(() => unpackLexicalIndex(bytes.subarray(0, length))).toThrow()
    }
  })
})
