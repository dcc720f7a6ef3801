import { randomBytes, randomUUID } from 'node:crypto'

/** Source of identifiers and secrets, passed in so that tests can fix them. */
export interface Identifiers {
  /** A UUID v4, used for rows and retry keys. */
  uuid(): string
  /** `bytes` random bytes as base64url, used for tokens. */
  secret(bytes: number): string
}

export const randomIdentifiers: Identifiers = {
  uuid: () => randomUUID(),
  secret: (bytes) => randomBytes(bytes).toString('base64url'),
}
