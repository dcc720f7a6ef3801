// Who sent a picture on Teams was answered with silence; on LINE the same person is told to write words.
import { type Activity, TurnContext } from 'botbuilder'
import { expect, test } from 'vitest'
import { type BotFrameworkOptions, createBotFrameworkDoor } from '../../adapters/botframework/mount.ts'
import { unsupportedKind } from '../../handoff/reception/user-words.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'

const adapter = {
  async process(request: { body?: unknown }, _response: unknown, logic: (context: TurnContext) => Promise<void>) {
    await logic(new TurnContext({} as never, request.body as Activity))
  },
} as unknown as NonNullable<BotFrameworkOptions['adapter']>

test.each([
  [{ attachments: [{ contentType: 'image/png' }] }, 'image'],
  [{ attachments: [{ contentType: 'application/vnd.microsoft.teams.file.download.info' }] }, 'file'],
  [{ text: 'この画像です', attachments: [{ contentType: 'image/png' }] }, undefined],
  [{ text: ' ', attachments: [] }, 'nothing'],
])('%o is kept as %s', async (content, kind) => {
  const options = { clock: systemClock, logger: silentLogger }
  const store = await openStore({ url: 'sqlite::memory:', identifiers: randomIdentifiers, ...options })
  const { routes } = createBotFrameworkDoor({ store, ...options, appId: 'app', appPassword: 'password', adapter })
  const activity = {
    type: 'message',
    id: 'a1',
    channelId: 'msteams',
    serviceUrl: 'https://smba.trafficmanager.net/jp/',
    conversation: { id: 'conv-1' },
    from: { id: 'user-1' },
    recipient: { id: 'bot-1' },
    ...content,
  }
  await routes[0]?.handler({
    method: 'POST',
    path: '/api/messages',
    params: {},
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c' },
    raw: Buffer.from(JSON.stringify(activity)),
    remoteAddress: '127.0.0.1',
    signal: new AbortController().signal,
  })
  const leased = await store.claimEvent(1_000)
  await store.close()
  expect(leased ? unsupportedKind(leased.event) : 'nothing').toBe(kind)
})
