import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addStaff } from '../../handoff/staff/accounts.ts'
import { listAudit } from '../../storage/audit.ts'
import { eraseConversations } from '../../storage/erasure.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { createDesk } from './support/desk-client.ts'
import { databases, type House, openHouse } from './support/house.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

describe.each(await databases())('files that staff send to a user, on %s', (_name, createPlace) => {
  let house: House
  let desk: Awaited<ReturnType<typeof createDesk>>
  let staff: ReturnType<typeof desk.browser>
  let caseId: string

  beforeEach(async () => {
    house = await openHouse(createPlace)
    const { store, clock } = house
    const publicUrl = 'https://madoguchi.example.jp'
    const operatorName = '試験<区>'
    desk = await createDesk({
      store,
      clock,
      identifiers: randomIdentifiers,
      logger: silentLogger,
      publicUrl,
      operatorName,
    })
    const password = 'とても長い合言葉です2026'
    await addStaff(store, randomIdentifiers, { login: 'suzuki', name: '鈴木', role: 'responder', password })
    await house.say('相談員')
    caseId = (await house.openCase()).id
    staff = desk.browser()
    await staff.login('suzuki')
    await staff.post(`cases/${caseId}/claim`)
  })
  afterEach(() => house.close())

  const send = (name: string, content: Buffer) =>
    staff.raw('POST', `/desk/api/cases/${caseId}/files?name=${encodeURIComponent(name)}`, {
      bytes: content,
      headers: { 'content-type': 'application/octet-stream' },
    })
  const address = async () =>
    /https:\/\/madoguchi\.example\.jp(\/files\?t=\S+)/.exec((await house.said()).at(-1)?.text ?? '')?.[1] ?? ''
  const user = () => desk.browser('198.51.100.7')

  it('arrive as an address of ours, at which the user sees whose file it is and saves it', async () => {
    expect(await send('見積/書 <1>.pdf', pdf)).toMatchObject({ status: 201 })
    const told = (await house.said()).at(-1)
    expect(told).toMatchObject({ sender: 'staff' })
    expect(told?.text).toContain('ファイル「見積_書 _1_.pdf」をお送りします。')
    const page = await user().raw('GET', await address())
    expect(page.status).toBe(200)
    expect(page.body).toContain('試験&lt;区&gt;からのファイル')
    expect(page.body).toContain('「見積_書 _1_.pdf」を保存する')
    expect(String(page.headers?.['content-security-policy'])).toContain("default-src 'none'")
    const file = await user().raw('GET', (await address()).replace('/files?', '/files/content?'))
    expect(file.headers).toMatchObject({ 'content-type': 'application/pdf' })
    expect(String(file.headers?.['content-disposition'])).toMatch(/^attachment; filename\*=UTF-8''%E8%A6%8B/)
    expect((file.body as Buffer).equals(pdf)).toBe(true)
    // Staff see the file in the thread, and its address nowhere; the audit has it with its hash.
    const { messages } = (await staff.get(`cases/${caseId}`)).body
    expect(messages.at(-1)).toMatchObject({
      role: 'staff',
      text: 'ファイル「見積_書 _1_.pdf」をお送りします。',
      attachments: [{ fileName: '見積_書 _1_.pdf', status: 'stored', mediaType: 'application/pdf', size: pdf.length }],
    })
    const [entry] = await listAudit(house.store.database, { action: 'file.sent' }, { limit: 1 })
    expect(entry).toMatchObject({ actor: 'suzuki', object_id: caseId })
    expect(JSON.parse(entry?.details ?? '')).toMatchObject({ size: pdf.length, mediaType: 'application/pdf' })
    await staff.raw('GET', `/desk/api/attachments/${messages.at(-1).attachments[0].id}`)
    expect(await listAudit(house.store.database, { action: 'attachment.read' }, { limit: 9 })).toHaveLength(1)
  })

  it('are refused by what their bytes are, by their size and without a name', async () => {
    const page = Buffer.from('<!doctype html><script>alert(1)</script>')
    expect((await send('見積.pdf', page)).body).toMatchObject({ error: { message: expect.stringContaining('PDF') } })
    expect((await send('プログラム.pdf', Buffer.from('MZ\x90\x00\x03\x00\x00\x00'))).status).toBe(400)
    expect((await send('空.txt', Buffer.alloc(0))).status).toBe(400)
    expect((await send(' ', pdf)).status).toBe(400)
    expect((await send('大.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'))).status).toBe(400)
    expect(desk.routes.find(({ path }) => path.endsWith('/files') && path.includes(':id'))?.maxBodyBytes).toBe(
      10 * 1024 * 1024,
    )
    expect((await house.said()).filter(({ sender }) => sender === 'staff')).toEqual([])
    expect(await house.store.database.selectFrom('attachments').select('id').execute()).toEqual([])
  })

  it('cannot be opened by a changed address, after two weeks, or once the talk was erased', async () => {
    await send('様式.pdf', pdf)
    const path = await address()
    expect((await user().raw('GET', `${path}x`)).status).toBe(404)
    expect((await user().raw('GET', '/files')).status).toBe(404)
    house.clock.advance(13 * 86_400_000)
    expect((await user().raw('GET', path)).status).toBe(200)
    house.clock.advance(2 * 86_400_000)
    const late = await user().raw('GET', path)
    expect(late).toMatchObject({ status: 404, body: expect.stringContaining('期限が過ぎたか') })
    await staff.login('suzuki')
    await send('様式.pdf', pdf)
    const newer = await address()
    expect((await user().raw('GET', newer)).status).toBe(200)
    const { id } = await house.conversation()
    await house.store.transaction((unit) => eraseConversations(unit, [id]))
    expect((await user().raw('GET', newer)).status).toBe(404)
  })
})
