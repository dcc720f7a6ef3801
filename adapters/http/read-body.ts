import type { IncomingMessage } from 'node:http'
import { AppError } from '../../storage/ground/errors.ts'
import { httpTexts } from './texts.ts'

/**
 * Reads a body exactly as it came. restify's own parsers stay out: one bad gzip body ends the process with them.
 * Refuses early: `unsupported_media` for any content-encoding, `too_large` by the announced length before a byte is
 * read and again while reading, `bad_request` when the body is cut off or not whole within `deadlineMs`.
 */
export function readBody(request: IncomingMessage, limit: number, deadlineMs: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    return Promise.reject(
      new AppError('unsupported_media', 'content-encoding refused', { publicText: httpTexts.compressed }),
    )
  }
  const tooLarge = () => new AppError('too_large', 'body too large', { publicText: httpTexts.tooLarge(limit) })
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge())

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = (act: () => void) => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut)
      // A stream that errs after we have turned away must not end the process.
      request.on('error', () => {})
      act()
    }
    const timer = setTimeout(
      () => settle(() => reject(new AppError('bad_request', 'slow body', { publicText: httpTexts.slowBody }))),
      deadlineMs,
    )
    const onData = (chunk: Buffer) => {
      length += chunk.length
      if (length > limit) settle(() => reject(tooLarge()))
      else chunks.push(chunk)
    }
    const onEnd = () => settle(() => resolve(Buffer.concat(chunks)))
    const onCut = () =>
      settle(() => reject(new AppError('bad_request', 'body cut off', { publicText: httpTexts.cutBody })))
    request.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut)
  })
}

/** Swallows what a refused client still sends, for a moment, so that it can read our answer; then cuts it off. */
export function discardRest(request: IncomingMessage, patienceMs = 2_000): void {
  if (request.complete) return
  request.resume()
  const timer = setTimeout(() => request.destroy(), patienceMs)
  timer.unref()
  request.once('close', () => clearTimeout(timer))
}
