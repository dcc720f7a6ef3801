import { AppError } from './ground/errors.ts'
import { followSignals } from './ground/follow-signals.ts'

/**
 * Runs `work` for at most `deadlineMs`, or until one of `signals` is aborted, even if the work pays no heed to the
 * signal it is given. Then rejects with the AppError the signal was aborted with; `unavailable` for the deadline.
 */
export async function withinDeadline<T>(
  work: (signal: AbortSignal) => Promise<T>,
  deadlineMs: number,
  signals: readonly AbortSignal[] = [],
): Promise<T> {
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(new AppError('unavailable', 'the deadline has passed')), deadlineMs)
  const { signal, letGo } = followSignals([deadline.signal, ...signals])
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const onAbort = () => reject(signal.reason)
  signal.addEventListener('abort', onAbort)
  try {
    signal.throwIfAborted()
    return await Promise.race([work(signal), aborted])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    letGo()
  }
}
