#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { Registry } from 'prom-client'
import { exitCodes, type House, runCommand } from './adapters/command-line/program.ts'
import { texts } from './adapters/command-line/texts.ts'
import { chatAtTerminal } from './adapters/terminal/chat.ts'
import { createConsultant } from './bot/create-consultant.ts'
import { notYetUsed, processEnvironment, readSettings, SettingsError } from './config.ts'
import type { PublishedRecord } from './knowledge/corpus-reader.ts'
import { buildIndexAside } from './knowledge/index/build-aside.ts'
import type { Library } from './knowledge/library.ts'
import { openLibrary } from './knowledge/open-library.ts'
import { systemClock } from './storage/ground/clock.ts'
import { toAppError } from './storage/ground/errors.ts'
import { randomIdentifiers } from './storage/ground/identifiers.ts'
import { createLogger } from './storage/ground/logger.ts'
import { databaseExists, openStore } from './storage/open-store.ts'
import { listPublishedRecords } from './storage/published-records.ts'

// The front page of the house: settings → storage → knowledge → bot → handoff → adapters → listen.
const corpusDirectory = fileURLToPath(new URL('./knowledge/corpus', import.meta.url))

function openHouse(): House {
  const settings = readSettings(processEnvironment())
  const [clock, identifiers, logger] = [systemClock, randomIdentifiers, createLogger(settings.LOG_LEVEL)]
  const operator = {
    name: settings.OPERATOR_NAME,
    ...(settings.OPERATOR_AREA ? { area: settings.OPERATOR_AREA } : {}),
  }

  for (const name of notYetUsed(settings)) logger.warn({ setting: name }, 'this setting has no effect yet')

  const { DATA_DIR: dataDirectory } = settings
  const openGround = () => openStore({ url: settings.DATABASE_URL, clock, identifiers, logger })
  const readPublished = async () => {
    // Where nothing was ever kept, nothing was approved: a question alone makes no database.
    if (!databaseExists(settings.DATABASE_URL)) return []
    const store = await openGround()
    return listPublishedRecords(store.database).finally(() => store.close())
  }
  const openKnowledge = (published: readonly PublishedRecord[]) =>
    openLibrary({ corpusDirectory, dataDirectory, logger, published })
  const consultantOver = async (library: Library) => {
    const { CHAT_MODEL: model, OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = settings
    if (!model) return createConsultant({ library, operator, logger })
    // Loaded only where a model is configured: langchain takes a second to start.
    const { createGenerator } = await import('./bot/generate/create-generator.ts')
    const generate = createGenerator({ model, logger, ...(apiKey ? { apiKey } : {}), ...(baseUrl ? { baseUrl } : {}) })
    return createConsultant({ library, operator, logger, generate })
  }

  return {
    clock,
    identifiers,
    corpusDirectory,
    openLibrary: async () => openKnowledge(await readPublished()),
    openStore: openGround,
    openConsultant: async () => consultantOver(await openKnowledge(await readPublished())),
    readPublished,

    async chat() {
      const store = await openGround()
      try {
        const consultant = await consultantOver(await openKnowledge(await listPublishedRecords(store.database)))
        console.log(texts.chatLead)
        const input = process.stdin
        await chatAtTerminal({ store, consultant, clock, identifiers, logger, input, print: console.log })
      } finally {
        await store.close()
      }
    },

    async serve() {
      const store = await openGround()
      try {
        const published = await listPublishedRecords(store.database)
        const built = buildIndexAside({ corpusDirectory, dataDirectory, published })
        // The doors bring the web framework with them; the other commands start without it.
        const { openDoors } = await import('./adapters/open-doors.ts')
        const library = await openLibrary({ corpusDirectory, dataDirectory, logger, published, built })
        const consultant = await consultantOver(library)
        const registry = new Registry()
        const doors = await openDoors({ settings, store, library, consultant, clock, identifiers, logger, registry })
        const { url, setupPath } = await doors.open()
        console.log(texts.listening(url))
        if (setupPath) console.log(texts.setup(`${url}${setupPath}`))
        await new Promise<void>((resolve) => {
          process.once('SIGTERM', resolve)
          process.once('SIGINT', resolve)
        })
        console.error(texts.stopping)
        await doors.close()
      } finally {
        await store.close()
      }
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
  process.exitCode = await runCommand(process.argv.slice(2), openHouse(), terminal)
} catch (thrown) {
  const settingsFault = thrown instanceof SettingsError
  console.error(settingsFault ? thrown.message : toAppError(thrown).publicText)
  if (!settingsFault) createLogger('error').error({ err: thrown }, 'the command failed')
  process.exitCode = settingsFault ? exitCodes.misuse : exitCodes.failed
}
