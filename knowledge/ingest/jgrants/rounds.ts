import { cleanLine, cleanList } from './clean-text.ts'
import { japanMoment } from './japan-moment.ts'
import { areasOf } from './regions.ts'
import type { RoundAnswer, SubsidyAnswer } from './response-schema.ts'
import { texts } from './texts.ts'

/** One round of applications. Moments are `YYYY-MM-DDThh:mm+09:00`; what could not be read is undefined. */
export interface Round {
  name: string | undefined
  opens: string | undefined
  closes: string | undefined
  projectEnd: string | undefined
  areas: string[]
  areaDetail: string | undefined
}

export interface RoundsReading {
  rounds: Round[]
  /** Of all rounds together, as the API names them. */
  areas: string[]
  faults: string[]
}

const { valueFaults } = texts

function readRound(answer: RoundAnswer, faults: string[]): Round {
  const moment = (text: string | undefined, name: string): string | undefined => {
    const read = text === undefined ? undefined : japanMoment(text)
    if (text !== undefined && read === undefined) faults.push(valueFaults.moment(name))
    return read
  }
  const opens = moment(answer.acceptance_start_datetime, valueFaults.opens)
  const closes = moment(answer.acceptance_end_datetime, valueFaults.closes)
  const reversed = opens !== undefined && closes !== undefined && opens > closes
  if (reversed) faults.push(valueFaults.order)
  return {
    name: cleanLine(answer.fiscal_year_round),
    opens: reversed ? undefined : opens,
    closes: reversed ? undefined : closes,
    projectEnd: moment(answer.project_end_deadline, valueFaults.projectEnd),
    areas: cleanList(answer.target_area_search),
    areaDetail: cleanLine(answer.target_area_detail),
  }
}

const keyOf = ({ name, opens, closes, areas }: Round): string => JSON.stringify([name, opens, closes, areas])

/**
 * The rounds of a subsidy, in the order of their ends. `answer` holds them in `workflow` (v2) or in its own dates (v1,
 * the list); `summary`, its row of the list, tells the areas where the rounds do not.
 */
export function readRounds(answer: SubsidyAnswer, summary: SubsidyAnswer): RoundsReading {
  const faults: string[] = []
  const workflow = answer.workflow ?? []
  const isDated = workflow.some((round) => round.acceptance_start_datetime ?? round.acceptance_end_datetime)
  const read = (isDated ? workflow : [answer]).map((round) => readRound(round, faults))
  const rounds = [...new Map(read.map((round) => [keyOf(round), round])).values()].sort((a, b) =>
    (a.closes ?? a.opens ?? '').localeCompare(b.closes ?? b.opens ?? ''),
  )
  const listed = japanMoment(summary.acceptance_end_datetime ?? '')
  const ends = rounds.flatMap(({ closes }) => closes ?? [])
  if (listed !== undefined && ends.length > 0 && !ends.includes(listed)) faults.push(valueFaults.closesDiffer)
  const ofRounds = workflow.flatMap((round) => cleanList(round.target_area_search))
  const areas = [...new Set(ofRounds.length > 0 ? ofRounds : cleanList(answer.target_area_search))]
  faults.push(...areasOf(areas).unknown.map(valueFaults.area))
  return { rounds, areas, faults: [...new Set(faults)] }
}
