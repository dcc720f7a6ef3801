import type { Library } from '../knowledge/library.ts'
import { systemClock } from '../storage/ground/clock.ts'
import type { ModelOptions, TokenLedger } from './model/model-options.ts'
import type { Dependencies } from './turn-context.ts'

/** What the settings say of a consultant: plain data, so that a thread can be given it. */
export interface ConsultantSettings {
  operator: Dependencies['operator']
  /** Where a language model is configured. */
  model?: Omit<ModelOptions, 'clock' | 'logger' | 'tokens' | 'limits'> | undefined
}

/** What a consultant is made of. `currentLibrary` is asked at the start of each turn. */
export async function openDependencies(
  currentLibrary: () => Library,
  { operator, model }: ConsultantSettings,
  { logger, tokens, betweenSteps }: Pick<Dependencies, 'logger' | 'betweenSteps'> & { tokens: TokenLedger },
): Promise<Dependencies> {
  // Loaded only where a model is configured: langchain takes a second to start.
  const help = model
    ? (await import('./model/open-model-help.ts')).openModelHelp({ ...model, clock: systemClock, logger, tokens })
    : {}
  return {
    get library() {
      return currentLibrary()
    },
    operator,
    logger,
    ...(betweenSteps ? { betweenSteps } : {}),
    ...help,
  }
}
