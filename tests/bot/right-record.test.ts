import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { realConsultant } from '../support/real-consultant.ts'

const talk = realConsultant()

it('the right record is among the first three for nineteen of twenty questions that name one', async () => {
  const rows: { turns: string[]; expect: { refs?: string[]; outcome: string[] } }[] = readFileSync(
    new URL('../eval/questions.jsonl', import.meta.url),
    'utf8',
  )
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const named = rows.filter(({ expect: { refs, outcome } }) => refs && outcome[0] === 'answered')
  const missed: string[] = []
  for (const {
    turns,
    expect: { refs = [] },
  } of named) {
    const { reply } = await talk(turns)
    const first = reply.citations.slice(0, 3).map(({ id }) => id)
    if (!refs.some((id) => first.includes(id))) missed.push(`${turns.join(' ▸ ')}: ${first.join(', ')}`)
  }
  expect(named.length).toBeGreaterThan(80)
  expect(missed.length / named.length, missed.join('\n')).toBeLessThanOrEqual(0.05)
}, 60_000)
