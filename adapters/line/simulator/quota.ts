import type { Operation } from './answers.ts'

export interface Quota {
  /** Messages a month; undefined where the plan has no limit. */
  limit: number | undefined
  used: number
}

/** The month's quota: https://developers.line.biz/en/reference/messaging-api/#get-quota */
export const quotaOperations = (quota: Quota): Operation[] => [
  {
    method: 'GET',
    path: /^\/v2\/bot\/message\/quota$/,
    handle: () => ({
      status: 200,
      body: quota.limit === undefined ? { type: 'none' } : { type: 'limited', value: quota.limit },
    }),
  },
  {
    method: 'GET',
    path: /^\/v2\/bot\/message\/quota\/consumption$/,
    handle: () => ({ status: 200, body: { totalUsage: quota.used } }),
  },
]

export const isUsedUp = ({ limit, used }: Quota): boolean => limit !== undefined && used >= limit
