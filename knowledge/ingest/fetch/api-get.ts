import { AppError } from '../../../storage/ground/errors.ts'
import { checkTarget, type ResolveName } from './check-target.ts'
import type { HostPace } from './host-pace.ts'
import { RequestFailure, type RequestLimits, requestOnce } from './one-request.ts'

/** One GET of a public interface made for programs: no robots.txt, no redirects; the same care for where it goes. */
export type ApiGet = (
  url: string,
  signal: AbortSignal,
  allowPrivate: readonly string[],
) => Promise<{ status: number; text: string }>

export interface ApiGetOptions {
  userAgent: string
  limits: RequestLimits
  resolveName: ResolveName
  pace: HostPace
}

/** Throws `unavailable` with the reason in Japanese when there is no answer. */
export function createApiGet({ userAgent, limits, resolveName, pace }: ApiGetOptions): ApiGet {
  return async (address, signal, allowPrivate) => {
    const url = new URL(address)
    const target = await checkTarget(url, allowPrivate, resolveName)
    if (!('addresses' in target)) throw unavailable('refused' in target ? target.refused : target.failed)
    await pace.waitTurn(url.hostname, signal)
    try {
      const headers = { 'user-agent': userAgent, accept: 'application/json', 'accept-encoding': 'gzip, deflate, br' }
      const options = { addresses: target.addresses, headers, limits, signal, takeBody: () => true as const }
      const { status, bytes } = await requestOnce(url, options)
      return { status, text: new TextDecoder().decode(bytes) }
    } catch (thrown) {
      signal.throwIfAborted()
      if (thrown instanceof RequestFailure) throw unavailable(thrown.message, thrown)
      throw thrown
    }
  }
}

const unavailable = (publicText: string, cause?: unknown) =>
  new AppError('unavailable', 'the interface gave no answer', { publicText, cause })
