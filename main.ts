#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { Registry } from 'prom-client'
import { backOfficeAside } from './adapters/back-office/back-office-aside.ts'
import { exitCodes, type House, runCommand } from './adapters/command-line/program.ts'
import { texts } from './adapters/command-line/texts.ts'
import { chatAtTerminal } from './adapters/terminal/chat.ts'
import { createConsultant } from './bot/create-consultant.ts'
import { createMemoryTokenLedger } from './bot/model/memory-token-ledger.ts'
import { openDependencies as dependenciesOver } from './bot/open-dependencies.ts'
import { processEnvironment, readSettings, SettingsError } from './config.ts'
import type { PublishedRecord } from './knowledge/corpus-reader.ts'
import type { Fill } from './knowledge/embeddings/embedding-options.ts'
import { serverEmbedding } from './knowledge/embeddings/server-embedding.ts'
import type { OnProgress } from './knowledge/index/build-progress.ts'
import { openLibrary } from './knowledge/open-library.ts'
import { systemClock } from './storage/ground/clock.ts'
import { messageOf, toAppError } from './storage/ground/errors.ts'
import { randomIdentifiers } from './storage/ground/identifiers.ts'
import { createLogger } from './storage/ground/logger.ts'
import { createNeighbourhood } from './storage/neighbours.ts'
import { databaseExists, openStore } from './storage/open-store.ts'
import { listPublishedRecords } from './storage/published-records.ts'

// The front page of the house: settings → storage → knowledge → bot → handoff → adapters → listen.
const corpusDirectory = fileURLToPath(new URL('./knowledge/corpus', import.meta.url))
const questionSet = fileURLToPath(new URL('./tests/eval/questions.jsonl', import.meta.url))

/** From the end of all work until the process ends whatever is still open. */
const EXIT_GRACE_MS = 1_000

function openHouse(environment: Record<string, string | undefined>): House {
  const settings = readSettings(environment)
  const [clock, identifiers, logger] = [systemClock, randomIdentifiers, createLogger(settings.LOG_LEVEL)]
  const operator = {
    name: settings.OPERATOR_NAME,
    ...(settings.OPERATOR_AREA ? { area: settings.OPERATOR_AREA } : {}),
  }

  const { DATA_DIR: dataDirectory } = settings
  const server = { apiKey: settings.OPENAI_API_KEY, baseUrl: settings.OPENAI_BASE_URL }
  const embeddingServer = settings.EMBEDDING_MODEL ? { model: settings.EMBEDDING_MODEL, ...server } : undefined
  const openGround = () => openStore({ url: settings.DATABASE_URL, clock, identifiers, logger })
  const readPublished = async (): Promise<PublishedRecord[]> => {
    // Where nothing was ever kept, nothing was approved: a question alone makes no database.
    if (!databaseExists(settings.DATABASE_URL)) return []
    const store = await openGround()
    return listPublishedRecords(store.database).finally(() => store.close())
  }

  const openKnowledge = async (fill: Fill = 'none', onProgress?: OnProgress) =>
    openLibrary({
      corpusDirectory,
      dataDirectory,
      logger,
      onProgress,
      published: await readPublished(),
      embedding: embeddingServer && serverEmbedding(embeddingServer, fill),
    })
  const { CHAT_MODEL: model, CHAT_DAILY_TOKENS: dailyTokens } = settings
  const { CHAT_INPUT_PRICE: input, CHAT_OUTPUT_PRICE: output } = settings
  const price = input === undefined || output === undefined ? undefined : { input, output }
  const consultantSettings = { operator, model: model ? { ...server, model, dailyTokens, price } : undefined }
  const openDependencies = async () => {
    const library = await openKnowledge()
    return dependenciesOver(() => library, consultantSettings, { logger, tokens: createMemoryTokenLedger() })
  }
  const openConsultant = async () => createConsultant(await openDependencies())

  const { LINE_CHANNEL_SECRET: channelSecret, LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken } = settings
  const { LINE_CHANNEL_ID: channelId, PUBLIC_URL: publicUrl } = settings
  const lineCredentials = channelSecret ? { channelSecret, channelAccessToken, channelId } : undefined

  return {
    clock,
    logger,
    identifiers,
    corpusDirectory,
    buildIndex: (onProgress) => openKnowledge('all', onProgress),
    openStore: openGround,
    openConsultant,
    openDependencies,
    questionSet,
    readPublished,

    line: lineCredentials
      ? {
          credentials: lineCredentials,
          apiBaseUrl: settings.LINE_API_BASE_URL,
          dataApiBaseUrl: settings.LINE_DATA_API_BASE_URL,
          webhookUrl: publicUrl && `${publicUrl}/line/webhook`,
        }
      : undefined,

    async simulateLine(options) {
      const { simulateLine } = await import('./adapters/line/simulator/simulate.ts')
      await simulateLine({
        ...options,
        identifiers,
        logger,
        accountName: settings.OPERATOR_NAME,
        say: console.log,
        serve: (given, onOpen) => openHouse({ ...environment, ...given }).serve(onOpen),
      })
    },

    async chat() {
      const [store, consultant] = await Promise.all([openGround(), openConsultant()])
      console.log(texts.chatLead)
      try {
        const input = process.stdin
        await chatAtTerminal({ store, consultant, clock, identifiers, logger, input, print: console.log })
      } finally {
        await store.close()
      }
    },

    async serve(onOpen) {
      // Of all threads. Helpers that tidy up the memory of one would take both processors of a small machine at once, from the others.
      setFlagsFromString('--no-parallel-scavenge')
      // Whoever waits at a door must not wait for what goes on behind it: that has a thread of its own.
      const neighbourhood = createNeighbourhood()
      const ground = openStore({ url: settings.DATABASE_URL, clock, identifiers, logger, neighbourhood })
      const { LINE_API_BASE_URL: apiBaseUrl, LINE_DATA_API_BASE_URL: dataApiBaseUrl } = settings
      const opening = backOfficeAside(
        {
          databaseUrl: settings.DATABASE_URL,
          consultant: {
            ...consultantSettings,
            ...{ corpusDirectory, dataDirectory, embeddingServer, logLevel: settings.LOG_LEVEL },
          },
          settings: {
            operatorName: operator.name,
            publicUrl,
            line: lineCredentials && { ...lineCredentials, apiBaseUrl, dataApiBaseUrl },
          },
        },
        { ground: () => ground, newPlace: neighbourhood.place },
        logger,
      )
      // The doors bring the web framework with them; the other commands start without it.
      const [store, office, { openDoors }] = await Promise.all([ground, opening, import('./adapters/open-doors.ts')])
      const registry = new Registry()
      const begin = async () => {
        const doors = await openDoors({ settings, store, office, clock, identifiers, logger, registry })
        return { doors, ...(await doors.open()) }
      }
      const { doors, url, setupPath } = await begin().catch(async (thrown: unknown) => {
        await office.close()
        await store.close()
        throw thrown
      })
      console.log(texts.listening(url))
      if (setupPath) console.log(texts.setup(`${url}${setupPath}`))
      await onOpen?.({ url, setupPath })
      // At a terminal SIGHUP means that the terminal was closed, which ends a program.
      const onHangUp = () =>
        office.reload('SIGHUP').catch((thrown: unknown) => {
          logger.warn({ reason: messageOf(thrown) }, 'the records were not read again')
        })
      if (!process.stdout.isTTY) process.on('SIGHUP', onHangUp)
      await new Promise<void>((resolve) => {
        process.once('SIGTERM', resolve)
        process.once('SIGINT', resolve)
      })
      console.error(texts.stopping)
      await doors.close()
      await store.close()
      // A request that LINE never answered cannot be called back, and would hold the process for minutes.
      setTimeout(() => process.exit(), EXIT_GRACE_MS).unref()
    },
  }
}

const terminal = {
  out: console.log,
  error: console.error,
  readStandardInput: () => text(process.stdin),
  output: process.stdout,
  notes: process.stderr,
}
try {
  process.exitCode = await runCommand(process.argv.slice(2), openHouse(processEnvironment()), terminal)
} catch (thrown) {
  const settingsFault = thrown instanceof SettingsError
  console.error(settingsFault ? thrown.message : toAppError(thrown).publicText)
  if (!settingsFault) createLogger('error').error({ err: thrown }, 'the command failed')
  process.exitCode = settingsFault ? exitCodes.misuse : exitCodes.failed
}
