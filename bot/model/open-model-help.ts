import type { Dependencies } from '../turn-context.ts'
import { createModerator } from './create-moderator.ts'
import { createRetell } from './create-retell.ts'
import { createSummarise } from './create-summarise.ts'
import type { ModelOptions } from './model-options.ts'

/** What a consultant can be given of a model's server. */
export const openModelHelp = (options: ModelOptions): Pick<Dependencies, 'retell' | 'moderate' | 'summarise'> => ({
  retell: createRetell(options),
  moderate: createModerator(options),
  summarise: createSummarise(options),
})
