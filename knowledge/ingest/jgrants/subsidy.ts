import { distinctFlags } from '../read/flags.ts'
import { clip } from '../read/text/clip.ts'
import { instructionFlags } from '../read/text/instruction-words.ts'
import { invisibleFlags } from '../read/text/invisible-characters.ts'
import type { Flag } from '../reading.ts'
import { cleanDetail, cleanLine, cleanList } from './clean-text.ts'
import { pageAddress } from './page-address.ts'
import type { SubsidyAnswer } from './response-schema.ts'
import { type Round, readRounds } from './rounds.ts'
import { texts } from './texts.ts'

/** A subsidy as Jグランツ tells it, cleaned: no markup, no files, moments in Japan, nothing where nothing is said. */
export interface Subsidy {
  id: string
  /** Which answer told it; the list alone tells least. */
  from: 'v2' | 'v1' | 'list'
  /** `S-00009699` */
  number: string | undefined
  title: string
  institution: string | undefined
  catchPhrase: string | undefined
  purposes: string[]
  industries: string[]
  employees: string | undefined
  areas: string[]
  rate: string | undefined
  /** Yen, above 0. */
  limit: number | undefined
  rounds: Round[]
  grantType: string | undefined
  reception: '有' | '無' | undefined
  multipleRequests: boolean | undefined
  page: string
  /** Names of the attached files; the files themselves are never read. */
  attachments: { guidelines: string[]; outline: string[]; forms: string[] }
  body: string
  bodyCut: boolean
}

export interface SubsidyReading {
  subsidy: Subsidy | undefined
  faults: string[]
  flags: Flag[]
}

const longestBody = 20_000
const mostFiles = 20
const { valueFaults } = texts

/** Detail before list, value by value: the list's titles are cut now and then. */
function merged(summary: SubsidyAnswer, detail: SubsidyAnswer | undefined): SubsidyAnswer {
  const told = Object.entries(detail ?? {}).filter(([, value]) => value !== undefined)
  return { ...summary, ...Object.fromEntries(told) }
}

function limitOf(value: unknown): { limit: number | undefined; fault: boolean } {
  if (value === undefined) return { limit: undefined, fault: false }
  const yen = typeof value === 'string' ? Number(value.normalize('NFKC').replace(/[,円\s]/g, '')) : value
  const limit = typeof yen === 'number' && Number.isSafeInteger(yen) && yen > 0 ? yen : undefined
  return { limit, fault: limit === undefined }
}

const namesOf = (files: readonly { name?: string | undefined }[] = []): string[] =>
  files
    .slice(0, mostFiles)
    .map(({ name }) => cleanLine(name))
    .filter((name) => name !== undefined)

/** One subsidy from its row of the list and, where one was read, its detail. Faults are of single values. */
export async function readSubsidy(
  summary: SubsidyAnswer,
  detail: SubsidyAnswer | undefined,
  from: Subsidy['from'],
): Promise<SubsidyReading> {
  const answer = merged(summary, detail)
  const title = cleanLine(answer.title)
  if (title === undefined) return { subsidy: undefined, faults: [valueFaults.noTitle], flags: [] }

  const told = detail === undefined ? undefined : await cleanDetail(detail.detail ?? '')
  const { rounds, areas, faults } = readRounds(answer, summary)
  const { limit, fault } = limitOf(answer.subsidy_max_limit)
  const { url: page, refused } = pageAddress(answer.id, answer.front_subsidy_detail_page_url)
  const body = told?.body ?? ''
  const presence = answer.request_reception_presence?.trim()
  const subsidy: Subsidy = {
    id: answer.id,
    from,
    number: /^S-\d{8}$/.exec(answer.name?.trim() ?? '')?.[0],
    title: title.replace(/\s+(?=[】」）)])/g, ''),
    institution: cleanLine(answer.institution_name),
    catchPhrase: cleanLine(answer.subsidy_catch_phrase),
    purposes: cleanList(answer.use_purpose),
    industries: cleanList(answer.industry),
    employees: cleanLine(answer.target_number_of_employees),
    areas,
    rate: cleanLine(answer.subsidy_rate),
    limit,
    rounds,
    grantType: cleanLine(answer.granttype),
    reception: presence === '有' || presence === '無' ? presence : undefined,
    multipleRequests: answer.is_enable_multiple_request,
    page,
    attachments: {
      guidelines: namesOf(answer.application_guidelines),
      outline: namesOf(answer.outline_of_grant),
      forms: namesOf(answer.application_form),
    },
    body: clip(body, longestBody),
    bodyCut: body.length > longestBody,
  }
  const lines = [answer.title, answer.subsidy_catch_phrase, answer.subsidy_rate, answer.institution_name]
  const words = [...lines, ...rounds.map(({ areaDetail }) => areaDetail), told?.words].filter(Boolean).join('\n')
  return {
    subsidy,
    faults: [
      ...faults,
      ...(fault ? [valueFaults.limit] : []),
      ...(refused ? [valueFaults.address] : []),
      ...(subsidy.bodyCut ? [valueFaults.longDetail] : []),
      ...(detail?.detail !== undefined && told === undefined ? [valueFaults.unreadableDetail] : []),
    ],
    flags: distinctFlags([...instructionFlags(words, '本文'), ...invisibleFlags(words), ...(told?.flags ?? [])]),
  }
}
