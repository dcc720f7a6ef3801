import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSteps } from '../../bot/create-consultant.ts'
import { spansOfRecords } from '../../bot/ledger/record-evidence.ts'
import { spansOf } from '../../bot/ledger/spans.ts'
import { type Evidence, verifyItem } from '../../bot/ledger/verify.ts'
import { writeMemory } from '../../bot/memory.ts'
import type { AnswerItem } from '../../bot/turn-context.ts'
import type { Library } from '../../knowledge/library.ts'
import type { JsonObject } from '../../storage/ground/json.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { checkedDay, openRealLibrary } from '../support/consultant.ts'
import { type Mutation, mutationsOf } from '../support/mutations.ts'

const directory = mkdtempSync(join(tmpdir(), 'madoguchi-mutations-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

let library: Library
let items: AnswerItem[]

/** Every distinct item that the bot answers to the questions of the set and to the usual ones about each scheme. */
beforeAll(async () => {
  library = await openRealLibrary(directory)
  const dependencies = { library, operator: { name: '試験の窓口' }, logger: silentLogger }
  const asked: string[][] = readFileSync(new URL('../eval/questions.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).turns)
  for (const record of library.records.values()) {
    asked.push([`${record.name}について教えて`], [`${record.name}の対象は？`, '上限は？', '締切は？'])
  }
  const found = new Map<string, AnswerItem>()
  for (const turns of asked) {
    let state: JsonObject | undefined
    for (const text of turns) {
      const context = await runSteps({ text, now: checkedDay, state }, dependencies)
      state = writeMemory(context.memory)
      for (const item of context.draft?.items ?? []) found.set(item.text, item)
      expect(context.ledger.dropped, text).toEqual([])
    }
  }
  items = [...found.values()]
}, 60_000)

const recordsOnly = (item: AnswerItem): Evidence => ({
  spans: spansOfRecords(item.recordIds, library.records),
  ...(item.computed ? { computed: item.computed } : {}),
})

interface Trial extends Mutation {
  evidence: Evidence
}

/** Mutations of items, those left out whose every sentence happens to stand in the evidence as well. */
function trialsOf(item: AnswerItem, evidence: Evidence): Trial[] {
  const told = new Set(
    [...evidence.spans, ...(evidence.computed ?? []).flatMap((words) => spansOf(words))].map(({ text }) => text),
  )
  return mutationsOf(item.text)
    .filter(({ text }) => !spansOf(text).every((span) => told.has(span.text)))
    .map((mutation) => ({ ...mutation, evidence }))
}

const WANTED = 0.995

function shareCaught(trials: readonly Trial[], count: number): number {
  const drawn = fc.sample(fc.constantFrom(...trials), { numRuns: count, seed: 20261123 })
  const missed = drawn.filter(({ text, evidence }) => verifyItem(text, evidence).supported)
  return 1 - missed.length / drawn.length
}

describe('one figure, comparator or word of polarity of a true answer is turned into another', () => {
  it('and is caught in ten thousand answers as the bot gives them', () => {
    const trials = items.flatMap((item) => trialsOf(item, { ...recordsOnly(item), rendered: item.rendered ?? [] }))
    expect(trials.length).toBeGreaterThan(10_000)
    expect(shareCaught(trials, 10_000)).toBeGreaterThanOrEqual(WANTED)
  }, 120_000)

  it('and is caught where the records alone are the evidence', () => {
    const verbatim = items.filter((item) => {
      const told = new Set(recordsOnly(item).spans.map(({ text }) => text))
      return spansOf(item.text).every(({ text }) => told.has(text))
    })
    const trials = verbatim.flatMap((item) => trialsOf(item, recordsOnly(item)))
    expect(trials.length).toBeGreaterThan(3000)
    expect(shareCaught(trials, 3000)).toBeGreaterThanOrEqual(WANTED)
  }, 120_000)
})
