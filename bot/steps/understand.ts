import type { Library, NameMatch } from '../../knowledge/library.ts'
import { findAreas } from '../../knowledge/scheme/areas.ts'
import type { StepResult, TurnContext, Understanding } from '../turn-context.ts'
import { companyFacts } from '../understand/company-facts.ts'
import { askedFacets, asksForList, asksForMeaning, pointsBack } from '../understand/facet-questions.ts'
import { recogniseIntent } from '../understand/intents.ts'
import { namedKinds } from '../understand/named-kinds.ts'
import { findPurposes } from '../understand/purposes.ts'

/** Reads intent, facets, names, places and purposes from the masked words. */
export function understand(context: TurnContext): StepResult {
  const { library } = context.dependencies
  const text = context.normalized
  const said = context.language ? `${library.normalize(context.masked.text)} ${text}` : text
  const areas = findAreas(said)
  const names = library.findNames(context.language ? text : context.masked.text)
  const understanding: Understanding = {
    intent: recogniseIntent(said, names.some(namesSubject(library))),
    facets: askedFacets(text),
    names,
    areas,
    purposes: findPurposes(text),
    wantsList: asksForList.test(text),
    wantsMeaning: asksForMeaning.test(text),
    pointsBack: pointsBack.test(text),
    company: companyFacts(text, context.before.asking),
  }
  context.understanding = understanding
  context.memory.company = { ...context.memory.company, ...understanding.company }
  context.memory.paused = context.before.asking ?? context.before.paused
  context.memory.asking = undefined
  if (areas.wards.length > 0) context.memory.wards = areas.wards
  if (understanding.purposes.length > 0) context.memory.purposes = understanding.purposes
  return 'continue'
}

/** A scheme, a window or a system: terms and guidance share their names with everyday words. */
const namesSubject =
  (library: Library) =>
  ({ recordIds, approximate }: NameMatch): boolean =>
    !approximate && recordIds.some((id) => namedKinds.has(library.records.get(id)?.kind ?? 'term'))
