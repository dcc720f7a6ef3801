// A message on Teams got no answer: another conversation had used the same activity id, and the inbox took it for a repeat.
import type { Activity } from 'botbuilder'
import { TurnContext } from 'botbuilder'
import { expect, test } from 'vitest'
import { type BotFrameworkOptions, createBotFrameworkDoor } from '../../adapters/botframework/mount.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'

const adapter = {
  async process(
    request: { body?: unknown },
    response: { status(code: number): unknown },
    logic: (context: TurnContext) => Promise<void>,
  ) {
    await logic(new TurnContext({} as never, request.body as Activity))
    response.status(200)
  },
} as unknown as NonNullable<BotFrameworkOptions['adapter']>

const messageIn = (conversation: string) => ({
  type: 'message',
  id: '1485983408511',
  channelId: 'msteams',
  serviceUrl: 'https://smba.trafficmanager.net/jp/',
  conversation: { id: conversation },
  from: { id: 'user-1', name: '板橋 花子', aadObjectId: 'aad-1' },
  recipient: { id: 'bot-1' },
  text: '補助金はありますか',
})

test('an activity id is one message in each conversation, and the sender is kept by id alone', async () => {
  const options = { clock: systemClock, logger: silentLogger }
  const store = await openStore({ url: 'sqlite::memory:', identifiers: randomIdentifiers, ...options })
  const { routes } = createBotFrameworkDoor({ store, ...options, appId: 'app', appPassword: 'password', adapter })
  for (const conversation of ['one', 'two', 'one']) {
    await routes[0]?.handler({
      method: 'POST',
      path: '/api/messages',
      params: {},
      query: new URLSearchParams(),
      headers: { 'content-type': 'application/json', authorization: 'Bearer a.b.c' },
      raw: Buffer.from(JSON.stringify(messageIn(conversation))),
      remoteAddress: '127.0.0.1',
      signal: new AbortController().signal,
    })
  }
  const rows = await store.database.selectFrom('inbox').selectAll().execute()
  const facts = await store.database.selectFrom('facts').select('value').execute()
  await store.close()
  expect(rows).toHaveLength(2)
  expect(JSON.stringify([rows, facts])).not.toMatch(/板橋 花子|aad-1/)
})
