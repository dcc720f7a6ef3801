import { z } from 'zod'
import { subsidyId } from './subsidy-id.ts'

/*
 * What the API answers, as loosely as it answers: a key may be missing, null, '' or 0, all of which say nothing.
 * Unknown keys are dropped, the `data` of attachments among them, which is a whole file in Base64.
 */
const text = z
  .unknown()
  .transform((value) => (typeof value === 'number' && value !== 0 ? String(value) : value))
  .transform((value) => (typeof value === 'string' && value.trim() !== '' ? value : undefined))
  .optional()
const flag = z
  .unknown()
  .transform((value) => (typeof value === 'boolean' ? value : undefined))
  .optional()
const isUnset = (value: unknown): boolean =>
  value === null || value === 0 || (typeof value === 'string' && Number(value) === 0)
/** Yen; a number, now and then a text of digits. What is neither stays as it came and becomes a fault. */
const yen = z
  .unknown()
  .transform((value) => (isUnset(value) ? undefined : value))
  .optional()
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .unknown()
    .transform((value) => (Array.isArray(value) ? value.flatMap((each) => item.safeParse(each).data ?? []) : []))
    .optional()
const attachments = listOf(z.object({ name: text }))

const dates = {
  target_area_search: text,
  target_area_detail: text,
  acceptance_start_datetime: text,
  acceptance_end_datetime: text,
  project_end_deadline: text,
}

export const roundSchema = z.object({ ...dates, fiscal_year_round: text })

/** A row of the list, and a detail of either version: what the other has and this lacks stays undefined. */
export const subsidySchema = z.object({
  id: z.string().regex(subsidyId),
  ...dates,
  name: text,
  title: text,
  institution_name: text,
  target_number_of_employees: text,
  subsidy_max_limit: yen,
  subsidy_catch_phrase: text,
  detail: text,
  use_purpose: text,
  industry: text,
  subsidy_rate: text,
  request_reception_presence: text,
  is_enable_multiple_request: flag,
  front_subsidy_detail_page_url: text,
  granttype: text,
  application_guidelines: attachments,
  outline_of_grant: attachments,
  application_form: attachments,
  workflow: listOf(roundSchema),
})
export type SubsidyAnswer = z.infer<typeof subsidySchema>
export type RoundAnswer = z.infer<typeof roundSchema>

export const answerSchema = z.object({
  metadata: z
    .object({ resultset: z.object({ count: z.number().int() }) })
    .optional()
    .catch(undefined),
  result: z.array(z.unknown()),
})

/** What the API says of a failure: `{ type, errorCode: 'E-ML-9999', title, instance }`. */
export const failureSchema = z.object({ errorCode: z.string().regex(/^[A-Z0-9-]{1,20}$/) })
