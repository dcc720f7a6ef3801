/** A subsidy as the stand-in keeps it: version 2 of the API, with the names of attachments in place of files. */
export interface StoredSubsidy {
  id: string
  title: string
  /** The list cuts long titles. */
  listTitle?: string
  /** Versions that have a detail; both unless said otherwise. */
  versions?: readonly ('v1' | 'v2')[]
  workflow: Record<string, unknown>[]
  application_guidelines?: string[]
  outline_of_grant?: string[]
  application_form?: string[]
  [field: string]: unknown
}

const specification = 'https://developers.digital.go.jp/documents/jgrants/api/'
const dateFields = ['acceptance_start_datetime', 'acceptance_end_datetime', 'project_end_deadline'] as const
const listFields = [
  'id',
  'name',
  'title',
  'institution_name',
  'target_number_of_employees',
  'subsidy_max_limit',
] as const
const attachmentFields = ['application_guidelines', 'outline_of_grant', 'application_form'] as const

/** Files come whole, in Base64, inside the JSON; these begin like the PDF they pretend to be. */
export const attachmentData = (bytes: number): string => `JVBERi0xLjQKJe${'QUJD'.repeat(bytes / 3)}`

const answer = (result: unknown[]) => ({
  metadata: { type: specification, resultset: { count: result.length } },
  result,
})

export const failure = (errorCode = 'E-ML-9999', title = 'Internal Server Error') => ({
  type: specification,
  errorCode,
  title,
  instance: '/api/subsidies',
})

/** The dates of the round that ends last, and the areas of all, which the list and version 1 tell. */
function datesOf({ workflow }: StoredSubsidy): Record<string, unknown> {
  const last = workflow.at(-1) ?? {}
  const areas = workflow.map((round) => round.target_area_search).filter(Boolean)
  const dates = dateFields.map((field) => [field, last[field] ?? null])
  return { ...Object.fromEntries(dates), target_area_search: areas.length > 0 ? areas.join(' / ') : null }
}

export function listAnswer(subsidies: readonly StoredSubsidy[]): unknown {
  return answer(
    subsidies.map((subsidy) => {
      const { project_end_deadline, ...dates } = datesOf(subsidy)
      const fields = Object.fromEntries(listFields.map((field) => [field, subsidy[field] ?? null]))
      return { ...fields, title: subsidy.listTitle ?? subsidy.title, ...dates }
    }),
  )
}

export function detailAnswer(subsidy: StoredSubsidy, version: 'v1' | 'v2', attachmentBytes: number): unknown {
  const { listTitle, versions, workflow, ...fields } = subsidy
  const files = attachmentFields.map((field) => [
    field,
    (subsidy[field] ?? []).map((name) => ({ name, data: attachmentData(attachmentBytes) })),
  ])
  const detail = { ...fields, ...Object.fromEntries(files) }
  if (version === 'v2') return answer([{ ...detail, workflow }])
  const { granttype, ...first } = { granttype: null, ...detail }
  return answer([{ ...first, ...datesOf(subsidy), target_area_detail: workflow.at(-1)?.target_area_detail ?? null }])
}

const sorts: ReadonlySet<string> = new Set(['created_date', 'acceptance_start_datetime', 'acceptance_end_datetime'])
const optional: ReadonlySet<string> = new Set([
  'use_purpose',
  'industry',
  'target_number_of_employees',
  'target_area_search',
  'institution_name',
])

/** What is wrong with a query of the list: all four parameters are due, once each, and nothing unknown beside them. */
export function queryFault(query: URLSearchParams): string | undefined {
  const one = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : undefined)
  const [keyword, sort, order, acceptance] = ['keyword', 'sort', 'order', 'acceptance'].map(one)
  if (keyword === undefined || keyword.length > 255 || keyword === '' || /\s/.test(keyword)) return 'keyword'
  if (sort === undefined || !sorts.has(sort)) return 'sort'
  if (order !== 'ASC' && order !== 'DESC') return 'order'
  if (acceptance !== '0' && acceptance !== '1') return 'acceptance'
  const known = ['keyword', 'sort', 'order', 'acceptance']
  return [...query.keys()].find((name) => !known.includes(name) && !optional.has(name))
}

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))

/** As the API searches: widths, cases and kana do not matter, and one letter finds nothing. */
export function found(subsidies: readonly StoredSubsidy[], query: URLSearchParams, now: number): StoredSubsidy[] {
  const keyword = fold(query.get('keyword') ?? '')
  if ([...keyword].length < 2) return []
  const isOpen = ({ workflow }: StoredSubsidy) =>
    workflow.some(({ acceptance_start_datetime: opens, acceptance_end_datetime: closes }) => {
      const [from, until] = [Date.parse(String(opens)), Date.parse(String(closes))]
      return !(from > now) && !(until < now)
    })
  return subsidies.filter(
    (subsidy) =>
      fold(`${subsidy.title}${String(subsidy.detail ?? '')}`).includes(keyword) &&
      (query.get('acceptance') === '0' || isOpen(subsidy)),
  )
}
