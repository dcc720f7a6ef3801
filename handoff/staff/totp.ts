import { Secret, TOTP } from 'otpauth'
import { renderSVG } from 'uqr'
import type { Identifiers } from '../../storage/ground/identifiers.ts'

/** RFC 6238 as every authenticator app reads it: SHA-1, six digits, thirty seconds. */
const PERIOD_S = 30
/** Steps before and after the present one that are taken too: clocks differ. */
const WINDOW = 1

const totp = (secret: string, label: string, issuer: string) =>
  new TOTP({ secret: Secret.fromBase32(secret), label, issuer, digits: 6, period: PERIOD_S, algorithm: 'SHA1' })

/** 160 random bits in Base32 (RFC 4226, 4). */
export function newTotpSecret(identifiers: Identifiers): string {
  const bytes = Uint8Array.from(Buffer.from(identifiers.secret(20), 'base64url'))
  return new Secret({ buffer: bytes.buffer }).base32
}

/** What an app scans, and the same as an SVG of a QR code, to be shown as a picture. */
export function totpInvitation(secret: string, login: string, issuer: string): { uri: string; qrCode: string } {
  const uri = totp(secret, login, issuer).toString()
  const svg = renderSVG(uri, { ecc: 'M', pixelSize: 4, border: 2 })
  return { uri, qrCode: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` }
}

/** The time step a code belongs to, undefined for a wrong one. `now` in milliseconds. */
export function totpStepOf(secret: string, code: string, now: number): number | undefined {
  const token = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const delta = totp(secret, '', '').validate({ token, timestamp: now, window: WINDOW })
  return delta === null ? undefined : TOTP.counter({ period: PERIOD_S, timestamp: now }) + delta
}
