import type {
  Account,
  AuditEntryView,
  AuditFilterWish,
  AuditVerdictView,
  Me,
  StaffAccount,
  StaffSession,
} from '../../../desk/people-shapes.ts'
import { call, request } from '../api.ts'

const of = (login: string) => `accounts/${encodeURIComponent(login)}`

/** The calls of the Desk API about people; every change takes the csrf value of `me`. */
export const peopleCalls = {
  account: () => call<Account>('GET', 'account'),
  prove: (csrf: string, body: { password: string; code?: string }) => call<Me>('POST', 'prove', { csrf, body }),
  changePassword: (csrf: string, current: string, next: string) =>
    call<Me>('POST', 'account/password', { csrf, body: { current, next } }),
  beginSecondFactor: (csrf: string) =>
    call<{ secret: string; uri: string; qrCode: string }>('POST', 'account/second-factor/begin', { csrf }),
  confirmSecondFactor: (csrf: string, code: string) =>
    call<{ codes: string[] }>('POST', 'account/second-factor/confirm', { csrf, body: { code } }),
  removeSecondFactor: (csrf: string) => call<object>('POST', 'account/second-factor/remove', { csrf }),
  renewRecoveryCodes: (csrf: string) => call<{ codes: string[] }>('POST', 'account/recovery-codes', { csrf }),
  sessions: () => call<{ sessions: StaffSession[] }>('GET', 'account/sessions'),
  revokeSession: (csrf: string, id: string) => call<object>('POST', `account/sessions/${id}/revoke`, { csrf }),
  revokeAllSessions: (csrf: string) => call<object>('POST', 'account/sessions/revoke-all', { csrf }),

  accounts: () => call<{ accounts: StaffAccount[] }>('GET', 'accounts'),
  addAccount: (csrf: string, body: object) => call<object>('POST', 'accounts', { csrf, body }),
  changeAccount: (csrf: string, login: string, step: AccountStep, body: object) =>
    call<object>('POST', `${of(login)}/${step}`, { csrf, body }),

  audit: (filter: AuditFilterWish, before?: number) => {
    const query = new URLSearchParams(before === undefined ? {} : { before: String(before) })
    for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value)
    return call<{ entries: AuditEntryView[]; next: number | null }>('GET', `audit?${query}`)
  },
  verifyAudit: (csrf: string) => call<AuditVerdictView>('POST', 'audit/verify', { csrf }),
  exportAudit: async (csrf: string, filter: AuditFilterWish) =>
    (await request('POST', 'audit/export', { csrf, body: filter })).blob(),
}

export type AccountStep =
  | 'change'
  | 'disable'
  | 'enable'
  | 'password'
  | 'reset-second-factor'
  | 'revoke-sessions'
  | 'link'
