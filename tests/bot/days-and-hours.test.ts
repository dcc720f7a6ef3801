import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Consultant } from '../../bot/consultant.ts'
import { consultantOver, openRealLibrary, talk } from '../support/consultant.ts'

let folder: string
let consultant: Consultant
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'days-'))
  consultant = consultantOver(await openRealLibrary(folder))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it.each([
  ['持続化補助金の締切日の夕方6時に出しても間に合う？', /2026年12月15日17:00です。18:00では間に合いません/],
  ['持続化の締切当日の夕方でも大丈夫？', /夕方でも、17:00を過ぎると間に合いません/],
  ['持続化補助金、最終日の午前中に出せばいい？', /午前中なら、締切の時刻より前です/],
  ['人材育成支援コースの計画届、1月15日から研修を始めるならいつまで？', /1か月前の2026年12月15日までの計算です/],
  ['人材育成支援コース、今月末から研修だけど計画届は間に合う？', /もう過ぎているため間に合わない計算です/],
  ['品川区の産学連携の助成、来年の3月に申請でも間に合う？', /2027年2月26日）を過ぎてしまうため間に合いません/],
])('%s', async (said, told) => {
  expect((await talk(consultant, [said])).reply.text).toMatch(told)
})
