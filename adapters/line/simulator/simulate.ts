import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Identifiers } from '../../../storage/ground/identifiers.ts'
import type { Logger } from '../../../storage/ground/logger.ts'
import { openLineAccount } from '../line-account.ts'
import { runSetup } from '../setup/run-setup.ts'
import { startSimulator } from './simulator.ts'
import { simulatorTexts } from './texts.ts'

export interface SimulateOptions {
  port: number
  dataDirectory?: string | undefined
  accountName: string
  identifiers: Identifiers
  logger: Logger
  say(line: string): void
  /** Serves a house with these settings in place of its own until it is told to stop. */
  serve(
    settings: Record<string, string>,
    onOpen: (opened: { url: string; setupPath: string | undefined }) => Promise<void>,
  ): Promise<void>
}

/**
 * `madoguchi line simulate`: a LINE of our own making, and the whole house beside it. The house is given nothing but the
 * settings anyone has who connects it to LINE; its account is then set up by the very steps of `madoguchi line setup`.
 */
export async function simulateLine(options: SimulateOptions): Promise<void> {
  const { port, dataDirectory, accountName, identifiers, logger, say, serve } = options
  const [channelSecret, channelAccessToken] = [identifiers.secret(16), identifiers.secret(32)]
  const simulator = await startSimulator({ port, channelSecret, channelAccessToken, accountName, identifiers, logger })
  const fresh = dataDirectory === undefined ? await mkdtemp(join(tmpdir(), 'madoguchi-line-')) : undefined
  const settings = {
    DATA_DIR: dataDirectory ?? fresh ?? '',
    // Absent: neither the house's own database nor its public address has a part in this.
    DATABASE_URL: '',
    PUBLIC_URL: '',
    PORT: '0',
    HOST: '127.0.0.1',
    LINE_CHANNEL_SECRET: channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken,
    LINE_API_BASE_URL: simulator.apiUrl,
    LINE_DATA_API_BASE_URL: simulator.apiUrl,
  }
  try {
    await serve(settings, async ({ url, setupPath }) => {
      const account = openLineAccount({
        accessTokens: { current: async () => channelAccessToken, refused: () => {} },
        apiBaseUrl: simulator.apiUrl,
        dataApiBaseUrl: simulator.apiUrl,
      })
      const setWebhook = `${url}/line/webhook`
      await runSetup({ account, setWebhook, expectedWebhook: setWebhook, dryRun: false, say: () => {} })
      simulator.showDesk(`${url}${setupPath ?? '/desk'}`)
      say(simulatorTexts.open(simulator.url))
    })
  } finally {
    await simulator.close()
    if (fresh !== undefined) await rm(fresh, { recursive: true, force: true })
  }
}
