import { describe, expect, it } from 'vitest'
import { claimCase, releaseCase, takeOverCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { declineTransfer, transferCase } from '../../handoff/cases/transfer.ts'
import { texts } from '../../handoff/texts.ts'
import { databases, lead, sato, yamada } from './support/house.ts'
import { oneHouse } from './support/one-house.ts'

describe.each(await databases())('「担当の相談員が代わりました」, on %s', (_name, createPlace) => {
  const { open, talk, words } = oneHouse(createPlace)
  const told = async () => (await words()).filter((text) => text === texts.ownerChanged).length

  it('is told when the other has accepted, and not for a transfer that comes back', async () => {
    const { id, context } = await talk()
    await transferCase(context, yamada, id, { to: 'sato' }, 'お願いします')
    expect(await told()).toBe(0)
    await declineTransfer(context, sato, id)
    expect(await told()).toBe(0)
    await transferCase(context, yamada, id, { to: 'sato' }, 'もう一度')
    await claimCase(context, sato, id)
    expect(await told()).toBe(1)
    await claimCase(context, sato, id)
    await transferCase(context, sato, id, { to: 'yamada' }, 'お返しします')
    await claimCase(context, yamada, id)
    await takeOverCase(context, lead, id, '代わります')
    expect(await told()).toBe(1)
  })

  it('comes before the words with which the other accepts', async () => {
    const { id, context } = await talk()
    await transferCase(context, yamada, id, { to: 'sato' }, 'お願いします')
    await writeAsStaff(context, sato, id, { text: '佐藤です', private: false })
    expect((await words()).slice(-2)).toEqual([texts.ownerChanged, '佐藤です'])
    await writeAsStaff(context, sato, id, { text: '続きです', private: false })
    expect(await told()).toBe(1)
  })

  it('is told to who was given back to the queue once somebody else takes it, not when the same person does', async () => {
    const { id, context } = await talk()
    await releaseCase(context, yamada, id)
    await claimCase(context, yamada, id)
    expect(await told()).toBe(0)
    await transferCase(context, yamada, id, { team: '知財' }, '商標の質問')
    expect(await told()).toBe(0)
    await claimCase(context, sato, id)
    expect(await told()).toBe(1)
  })

  it('is no news to who has not been answered yet, nor to who was told that another will come', async () => {
    const { say, openCase, context } = await open()
    await say('相談員')
    const { id } = await openCase()
    await claimCase(context, yamada, id)
    await transferCase(context, yamada, id, { to: 'sato' }, 'お願いします')
    await claimCase(context, sato, id)
    expect(await told()).toBe(0)
  })

  it('is told by the deed of a lead who takes the case over, and of one who passes it to themselves', async () => {
    const { id, context } = await talk()
    await transferCase(context, lead, id, { to: 'kato' }, '長時間返信がないため')
    expect(await told()).toBe(1)
  })

  it('is not said after the requeue that announced it', async () => {
    const { id, say, pass, context, caseOf } = await talk()
    await say('まだでしょうか、急いでいます')
    await pass(40)
    expect(await caseOf(id)).toMatchObject({ state: 'QUEUED' })
    expect((await words()).filter((text) => text === texts.requeued)).toHaveLength(1)
    await claimCase(context, sato, id)
    expect(await told()).toBe(0)
  })
})
