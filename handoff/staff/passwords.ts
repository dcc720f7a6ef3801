import { hash, verify } from '@node-rs/argon2'
import { AppError } from '../../storage/ground/errors.ts'

/** argon2id with 19 MiB, two passes, one lane: OWASP Password Storage Cheat Sheet, first choice. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

export const PASSWORD_MINIMUM = 12
const PASSWORD_MAXIMUM = 256

/** Hashes a new password. Throws `bad_request` for one of fewer than 12 characters. */
export async function hashPassword(password: string): Promise<string> {
  const length = [...password].length
  if (length < PASSWORD_MINIMUM || length > PASSWORD_MAXIMUM) {
    throw new AppError('bad_request', 'password of unfit length', {
      publicText: `パスワードは${PASSWORD_MINIMUM}文字以上にしてください（長い語句をつなげたものがおすすめです）。`,
      details: { fields: ['password'] },
    })
  }
  return hash(password.normalize('NFKC'), cost)
}

/** A hash that no password fits, so that an unknown login costs the same time as a wrong password. */
const unknownHash = '$argon2id$v=19$m=19456,t=2,p=1$bWFkb2d1Y2hpLW5vYm9keQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Compares in the same time whether there is such a person with a password (`stored`) or not. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  // An account that only signs on at the identity provider has none: '' fits nothing.
  const fits = await verify(stored || unknownHash, password.slice(0, PASSWORD_MAXIMUM).normalize('NFKC'))
  return fits && Boolean(stored)
}
