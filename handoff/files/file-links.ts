import { jwtVerify, SignJWT } from 'jose'
import { readOrCreateFact } from '../../storage/facts.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Store } from '../../storage/store.ts'

const AUDIENCE = 'file'
const ISSUER = 'madoguchi'
/** How long a file can be opened by its address. */
export const LIFE_MS = 14 * 86_400_000

/** Signed addresses of the files that staff send: who has one opens that file and no other, for two weeks. */
export interface FileLinks {
  /** The path and query behind our own address, and until when it is good. */
  create(fileId: string): Promise<{ path: string; until: number }>
  /** Which file, and until when; undefined for a forged address or one that is too old. */
  read(token: string): Promise<{ fileId: string; until: number } | undefined>
}

export function createFileLinks({ store, identifiers }: { store: Store; identifiers: Identifiers }): FileLinks {
  let made: Promise<Uint8Array> | undefined
  const key = () => {
    made ??= readOrCreateFact(store, 'file_signing_key', () => identifiers.secret(32)).then((text) =>
      new TextEncoder().encode(text),
    )
    return made
  }
  return {
    async create(fileId) {
      const seconds = Math.floor((store.clock.now() + LIFE_MS) / 1_000)
      const token = await new SignJWT({})
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(fileId)
        .setExpirationTime(seconds)
        .sign(await key())
      return { path: `/files?t=${token}`, until: seconds * 1_000 }
    },
    async read(token) {
      const verified = await jwtVerify(token, await key(), {
        algorithms: ['HS256'],
        issuer: ISSUER,
        audience: AUDIENCE,
        currentDate: new Date(store.clock.now()),
        requiredClaims: ['exp', 'sub'],
      }).catch(() => undefined)
      const { sub, exp } = verified?.payload ?? {}
      return sub === undefined || exp === undefined ? undefined : { fileId: sub, until: exp * 1_000 }
    },
  }
}
