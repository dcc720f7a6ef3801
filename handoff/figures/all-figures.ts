import { aiFigures } from './definitions/ai.ts'
import { deskFigures } from './definitions/desk.ts'
import { recordFigures, surveyFigures } from './definitions/outcome.ts'
import { notCounted, policyFigures } from './definitions/policy.ts'
import { modelFigures, safetyFigures } from './definitions/safety.ts'
import { tables } from './definitions/tables.ts'
import type { FigureDefinition } from './figure.ts'

/** Every number of the page, the CSV and the command, in the order they are shown. */
export const figures: readonly FigureDefinition[] = [
  ...policyFigures,
  ...aiFigures,
  ...deskFigures,
  ...surveyFigures,
  ...recordFigures,
  ...safetyFigures,
  ...modelFigures,
]

export { notCounted, tables }
