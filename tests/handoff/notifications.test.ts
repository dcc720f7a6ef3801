import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { claimCase, releaseCase } from '../../handoff/cases/claim.ts'
import { writeAsStaff } from '../../handoff/cases/reply.ts'
import { deliverAlert, takeAlert } from '../../handoff/notify/deliver-alerts.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { type House, lead, openHouse, yamada } from './support/house.ts'

/** A real mail server that keeps what it takes, behind a log-in. */
async function startMailServer() {
  const mails: { from: string; to: string[]; data: string }[] = []
  const server = new SMTPServer({
    authMethods: ['PLAIN'],
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'desk' && password === 'himitsu' ? done(null, { user: 'desk' }) : done(new Error('535 no')),
    async onData(stream, session, done) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const { mailFrom, rcptTo } = session.envelope
      mails.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        data: Buffer.concat(chunks).toString('utf8'),
      })
      done()
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return { port, mails, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

async function startHook(status = 200) {
  const bodies: unknown[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    bodies.push(JSON.parse(Buffer.concat(chunks).toString('utf8')))
    response.writeHead(status).end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/hook`, bodies, close: () => server.close() }
}

/** Words of a mail: its subject decoded, its body decoded. */
const decoded = (data: string) => {
  const [head = '', ...rest] = data.split('\r\n\r\n')
  const body = rest.join('\n')
  const subject = [...head.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/g)].map(([, part]) => Buffer.from(part ?? '', 'base64'))
  const octets = /base64/i.test(head)
    ? Buffer.from(body, 'base64')
    : Buffer.from(
        body
          .replace(/=\r?\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      )
  return `${Buffer.concat(subject).toString('utf8')}\n${octets.toString('utf8')}`
}

describe('staff outside of the desk', () => {
  let house: House
  const closers: (() => unknown)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
    await house.close()
  })
  const deliverAll = async () => {
    const outside = {
      store: house.store,
      logger: silentLogger,
      operator: '板橋区窓口',
      publicUrl: 'https://desk.example',
    }
    for (let alert = await takeAlert(outside); alert; alert = await takeAlert(outside))
      await deliverAlert(outside, alert)
  }
  const mailTo = (port: number, password = 'himitsu') => ({
    host: '127.0.0.1',
    port,
    secure: false,
    user: 'desk',
    password,
    from: 'desk@example.lg.jp',
    to: ['lead@example.lg.jp'],
  })

  it('are told by mail when the queue waits too long, once a case, without a word of what was written', async () => {
    const mail = await startMailServer()
    closers.push(mail.close)
    house = await openHouse()
    await house.set('notifications', { waitingMinutes: 10, mail: mailTo(mail.port) })
    await house.present({ login: 'kato', name: '加藤', role: 'lead' })
    await house.say('相談員に、資金繰りの件で')
    await house.say('売上の秘密の話です')
    await house.pass(9)
    await deliverAll()
    expect(mail.mails).toEqual([])
    await house.pass(20)
    await deliverAll()
    expect(mail.mails).toHaveLength(1)
    const [sent] = mail.mails
    expect(sent).toMatchObject({ from: 'desk@example.lg.jp', to: ['lead@example.lg.jp'] })
    const words = decoded(sent?.data ?? '')
    expect(words).toContain('未対応のまま待っています')
    expect(words).toContain(`https://desk.example/desk#case/${(await house.openCase()).id}`)
    expect(words).not.toMatch(/秘密|資金繰り/)
  })

  it('are told anew of a case that waits anew: given back, or taken from an adviser who has gone', async () => {
    house = await openHouse()
    await house.set('notifications', { waitingMinutes: 10, webhook: { url: 'http://127.0.0.1:1/', format: 'slack' } })
    const kinds = async () => (await house.alerts()).map(({ kind }) => kind)
    await house.present(yamada)
    await house.say('相談員')
    await house.present(yamada, { status: 'away' })
    await house.pass(15, () => house.present(lead, { status: 'offline' }))
    expect(await kinds()).toEqual(['waiting'])
    const { id } = await house.openCase()
    await claimCase(house.context, yamada, id)
    await writeAsStaff(house.context, yamada, id, { text: 'はい', private: false })
    await house.say('続きをお願いします')
    await releaseCase(house.context, yamada, id)
    expect(await kinds()).toEqual(['waiting', 'nobody-there'])
    // Who comes back into the queue keeps their place; ten minutes count from their own unanswered words.
    await house.pass(9)
    expect(await kinds()).toHaveLength(2)
    await house.pass(20)
    expect(await kinds()).toEqual(['waiting', 'nobody-there', 'waiting'])
  })

  it('are told anew of a cry for help that comes after somebody has answered the first', async () => {
    house = await openHouse()
    await house.set('notifications', { webhook: { url: 'http://127.0.0.1:1/', format: 'slack' } })
    const crises = async () => (await house.alerts()).filter(({ kind }) => kind === 'crisis').length
    await house.say('つらいです')
    await house.say('もう死にたい')
    expect(await crises()).toBe(1)
    const { id } = await house.openCase()
    await writeAsStaff(house.context, yamada, id, { text: 'お話をうかがいます', private: false })
    await house.say('やっぱり死にたい')
    await house.say('死にたい')
    expect(await crises()).toBe(2)
  })

  it('are told of a crisis at once, in the format of Slack and of Teams', async () => {
    for (const format of ['slack', 'teams'] as const) {
      const hook = await startHook()
      closers.push(hook.close)
      house = await openHouse()
      await house.set('notifications', { webhook: { url: hook.url, format } })
      await house.say('つらいです')
      await deliverAll()
      const body = JSON.stringify(hook.bodies)
      expect(hook.bodies.length).toBeGreaterThan(0)
      expect(body).toContain('【緊急】')
      expect(body).not.toContain('つらいです')
      if (format === 'slack') expect(hook.bodies[0]).toEqual({ text: expect.any(String) })
      else
        expect(hook.bodies[0]).toMatchObject({ type: 'message', attachments: [{ content: { type: 'AdaptiveCard' } }] })
      if (format === 'slack') await house.close()
    }
  })

  it('get what could not be sent later, until it is given up, and the reason stands in the list', async () => {
    const [mail, hook] = [await startMailServer(), await startHook(500)]
    closers.push(mail.close, hook.close)
    house = await openHouse()
    await house.set('notifications', {
      mail: mailTo(mail.port, 'wrong'),
      webhook: { url: hook.url, format: 'slack' },
    })
    await house.say('つらいです')
    for (let round = 0; round < 12; round += 1) {
      await deliverAll()
      house.clock.advance(700_000)
    }
    const alerts = (await house.alerts()).filter((alert) => alert.kind === 'crisis')
    expect(alerts.map(({ channel, status, attempts }) => ({ channel, status, attempts }))).toEqual(
      expect.arrayContaining([
        { channel: 'mail', status: 'failed', attempts: 8 },
        { channel: 'webhook', status: 'failed', attempts: 8 },
      ]),
    )
    expect(alerts.find((alert) => alert.channel === 'webhook')?.last_error).toBe('HTTP 500')
    expect(mail.mails).toEqual([])
  })
})
