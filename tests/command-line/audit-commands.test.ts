import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, expect, it, vi } from 'vitest'
import { runMadoguchi } from '../support/madoguchi-process.ts'

vi.setConfig({ testTimeout: 180_000 })
const directory = mkdtempSync(join(tmpdir(), 'madoguchi-audit-'))
const settings = { DATA_DIR: directory }
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const run = (arguments_: string[], input?: string) => runMadoguchi(arguments_, settings, input)

it('accounts are changed at the terminal, each change stands in the audit, and a changed row of it is found', async () => {
  const add = (login: string, role: string, ...more: string[]) =>
    run(
      ['staff', 'add', '--login', login, '--name', login, '--role', role, '--password-stdin', ...more],
      'a long enough password\n',
    )
  expect((await add('hanako', 'admin')).code).toBe(0)
  expect((await add('sato', 'responder', '--require-second-factor')).code).toBe(0)
  expect((await run(['staff', 'list'])).out).toMatch(/sato\tresponder\t利用中\tsato\t二段階認証（未設定）/)
  expect(
    (await run(['staff', 'change', '--login', 'sato', '--role', 'lead', '--email', 'sato@city.example.jp'])).code,
  ).toBe(0)
  expect((await run(['staff', 'disable', '--login', 'sato'])).code).toBe(0)
  expect((await run(['staff', 'enable', '--login', 'sato'])).code).toBe(0)
  expect((await run(['staff', 'list'])).out).toMatch(/sato\tlead\t利用中\tsato\t.*シングルサインオン（未使用）/)
  const last = await run(['staff', 'disable', '--login', 'hanako'])
  expect([last.code, last.error]).toEqual([1, expect.stringContaining('管理者がいなくなる')])
  expect((await run(['staff', 'password', '--login', 'sato'])).code).toBe(2)

  const listed = await run(['audit', 'list', '--object', 'sato'])
  expect(
    listed.out
      .trim()
      .split('\n')
      .map((line) => line.split('\t')[3]),
  ).toEqual(['staff.enabled', 'staff.disabled', 'staff.changed', 'staff.added'])
  const whole = await run(['audit', 'verify'])
  expect([whole.code, whole.out]).toEqual([0, expect.stringContaining('5 件の監査記録')])
  const anchor = /控え: (\S+)/.exec(whole.out)?.[1] ?? ''
  expect((await run(['audit', 'verify', '--anchor', anchor])).code).toBe(0)
  expect((await run(['audit', 'verify', '--anchor', 'x'])).code).toBe(2)
  const exported = (await run(['audit', 'export', '--after', '3'])).out.trim().split('\n')
  expect(exported.map((line) => JSON.parse(line).id)).toEqual([4, 5])

  const database = new DatabaseSync(join(directory, 'madoguchi.sqlite'))
  expect(() => database.exec(`update audit set actor = 'nobody' where id = 3`)).toThrow('append-only')
  database.exec(`drop trigger audit_no_update; update audit set actor = 'nobody' where id = 3`)
  database.close()
  const broken = await run(['audit', 'verify'])
  expect([broken.code, broken.error.trim()]).toEqual([1, '3 番の記録: 内容が書き換えられています'])
})
