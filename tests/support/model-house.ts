import { createConsultant } from '../../bot/create-consultant.ts'
import { createMemoryTokenLedger } from '../../bot/model/memory-token-ledger.ts'
import type { ModelOptions } from '../../bot/model/model-options.ts'
import { openModelHelp } from '../../bot/model/open-model-help.ts'
import type { Library } from '../../knowledge/library.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import type { ModelServer } from './model-server.ts'

export const modelKey = 'test-key'

/** Short enough that a server which hangs is given up within a test. */
export const shortLimits = { turn: 6_000, silence: 1_500, leastForRetry: 300, rest: 60_000 }

/** A consultant whose answers the stand-in may word. */
export function consultantWithModel(library: Library, { baseUrl }: ModelServer, options: Partial<ModelOptions> = {}) {
  const common = { model: 'stand-in', apiKey: modelKey, baseUrl, clock: systemClock, logger: silentLogger }
  const tokens = createMemoryTokenLedger()
  const help = openModelHelp({ ...common, tokens, dailyTokens: 1_000_000_000, limits: shortLimits, ...options })
  return createConsultant({ library, operator: { name: '試験の窓口' }, logger: silentLogger, ...help })
}
