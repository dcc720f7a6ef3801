import { findAreas } from '../../knowledge/scheme/areas.ts'
import type { StepResult, TurnContext, Understanding } from '../turn-context.ts'
import { askedFacets, asksForList, asksForMeaning, pointsBack } from '../understand/facet-questions.ts'
import { recogniseIntent } from '../understand/intents.ts'
import { findPurposes } from '../understand/purposes.ts'

/** Reads intent, facets, names, places and purposes from the masked words. */
export function understand(context: TurnContext): StepResult {
  const { library } = context.dependencies
  const text = context.normalized
  const areas = findAreas(text)
  const understanding: Understanding = {
    intent: recogniseIntent(text),
    facets: askedFacets(text),
    names: library.findNames(context.masked.text),
    areas,
    purposes: findPurposes(text),
    wantsList: asksForList.test(text),
    wantsMeaning: asksForMeaning.test(text),
    pointsBack: pointsBack.test(text),
  }
  context.understanding = understanding
  if (areas.wards.length > 0) context.memory.wards = areas.wards
  if (understanding.purposes.length > 0) context.memory.purposes = understanding.purposes
  return 'continue'
}
