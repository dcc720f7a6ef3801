import { aiFigures } from './definitions/ai.ts'
import { deskFigures } from './definitions/desk.ts'
import { helpFigures } from './definitions/help.ts'
import { recordFigures, surveyFigures } from './definitions/outcome.ts'
import { notCounted, policyFigures } from './definitions/policy.ts'
import { queueFigures } from './definitions/queue.ts'
import { modelFigures, safetyFigures } from './definitions/safety.ts'
import { tables } from './definitions/tables.ts'
import type { FigureDefinition } from './figure.ts'

/** Every number of the page, the CSV and the command, in the order they are shown. */
export const figures: readonly FigureDefinition[] = [
  ...policyFigures,
  ...aiFigures,
  ...deskFigures,
  ...queueFigures,
  ...helpFigures.filter(({ group }) => group === 'desk'),
  ...surveyFigures,
  ...recordFigures,
  ...helpFigures.filter(({ group }) => group === 'line'),
  ...safetyFigures,
  ...modelFigures,
]

export { notCounted, tables }
