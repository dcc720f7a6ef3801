import { randomBytes } from 'node:crypto'
import type { Answer, PlatformRequest } from './answers.ts'
import { refusal } from './answers.ts'

const LIFE_MS = 15 * 60_000

/** Tokens of 15 minutes for channel id and secret: https://developers.line.biz/en/reference/messaging-api/#issue-stateless-channel-access-token */
export function createStatelessTokens(channel: { id: string; secret: string }, now: () => number) {
  const issued = new Map<string, number>()
  return {
    count: (): number => issued.size,
    /** Ends a token before its time, as nobody but LINE can. */
    end: (token: string): void => void issued.delete(token),
    isGood: (token: string): boolean => (issued.get(token) ?? 0) > now(),
    newest: (): string | undefined => [...issued.keys()].at(-1),
    issue({ raw, headers }: PlatformRequest): Answer {
      const form = new URLSearchParams(raw.toString('utf8'))
      const isForm = String(headers['content-type']).startsWith('application/x-www-form-urlencoded')
      if (!isForm || form.get('grant_type') !== 'client_credentials') return refusal('invalid_request')
      if (form.get('client_id') !== channel.id || form.get('client_secret') !== channel.secret) {
        return { status: 401, body: { error: 'invalid_client' } }
      }
      const token = randomBytes(12).toString('hex')
      issued.set(token, now() + LIFE_MS)
      return { status: 200, body: { token_type: 'Bearer', access_token: token, expires_in: LIFE_MS / 1_000 } }
    },
  }
}

export type StatelessTokens = ReturnType<typeof createStatelessTokens>
