import type { LookupAddress } from 'node:dns'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

export interface RequestLimits {
  /** Until the head of the answer has come, between two pieces of it, and in all; milliseconds. */
  headMs: number
  idleMs: number
  totalMs: number
  maxBytes: number
}

export interface Answer {
  status: number
  headers: Readonly<Record<string, string | undefined>>
  /** Empty where `takeBody` said no. */
  bytes: Uint8Array
}

export class RequestFailure extends Error {
  /** True for what a later try will not change. */
  readonly final: boolean

  /** `message` is Japanese, for the person who runs the command. */
  constructor(message: string, final = false) {
    super(message)
    this.final = final
  }
}

export interface RequestOptions {
  /** The addresses that were checked, tried in turn: the connection goes there, whatever the name resolves to by now. */
  addresses: readonly [LookupAddress, ...LookupAddress[]]
  headers: Record<string, string>
  limits: RequestLimits
  signal: AbortSignal
  /** Judges the head before any of the body is read; a text refuses the body with that reason. */
  takeBody(status: number, headers: Answer['headers']): true | false | string
}

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

/** One GET, without redirects. Throws a RequestFailure; never waits longer than its limits, never holds more bytes. */
export function requestOnce(url: URL, options: RequestOptions): Promise<Answer> {
  const { addresses, headers, limits, signal, takeBody } = options
  return new Promise((resolve, reject) => {
    const give = url.protocol === 'https:' ? requestHttps : requestHttp
    const request = give(url, {
      method: 'GET',
      headers,
      agent: false,
      maxHeaderSize: 32 * 1024,
      lookup: (_name, wish, found) =>
        wish.all ? found(null, [...addresses]) : found(null, addresses[0].address, addresses[0].family),
    })
    const end = (failure: unknown) => {
      clearTimeout(head)
      clearTimeout(total)
      signal.removeEventListener('abort', onAbort)
      request.destroy()
      reject(asFailure(failure))
    }
    const onAbort = () => end(signal.reason)
    const head = setTimeout(() => end(new RequestFailure('応答がありません（時間切れ）')), limits.headMs)
    const total = setTimeout(() => end(new RequestFailure('時間がかかりすぎるため打ち切りました')), limits.totalMs)
    signal.addEventListener('abort', onAbort)
    if (signal.aborted) return onAbort()
    request.on('error', end)
    request.on('response', (response) => {
      clearTimeout(head)
      readAnswer(response, limits, takeBody).then((answer) => {
        clearTimeout(total)
        signal.removeEventListener('abort', onAbort)
        request.destroy()
        resolve(answer)
      }, end)
    })
    request.end()
  })
}

async function readAnswer(
  response: IncomingMessage,
  { idleMs, maxBytes }: RequestLimits,
  takeBody: RequestOptions['takeBody'],
): Promise<Answer> {
  const status = response.statusCode ?? 0
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
  const taken = takeBody(status, headers)
  if (typeof taken === 'string') throw new RequestFailure(taken, true)
  if (!taken) return { status, headers, bytes: new Uint8Array() }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
  response.setTimeout(idleMs, () => response.destroy(new RequestFailure('途中で応答が止まりました（時間切れ）')))
  return { status, headers, bytes: await readCapped(response, decodedOf(response, headers), maxBytes) }
}

function decodedOf(response: IncomingMessage, headers: Answer['headers']): Readable {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding === 'identity' || encoding === '') return response
  const decoder = decoders[encoding]
  if (!decoder) throw new RequestFailure(`読み取れない圧縮形式です: ${encoding.slice(0, 20)}`, true)
  const decoded = decoder()
  response.on('error', (error) => decoded.destroy(error))
  return response.pipe(decoded)
}

/** Counts what comes out of the decoder too, so that a small answer cannot unpack into a large one. */
async function readCapped(response: IncomingMessage, body: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > maxBytes) throw tooLarge(maxBytes)
      chunks.push(chunk)
    }
  } finally {
    response.destroy()
  }
  if (!response.complete) throw new RequestFailure('途中で接続が切れました')
  return Buffer.concat(chunks)
}

const tooLarge = (maxBytes: number) =>
  new RequestFailure(`ファイルが大きすぎます（上限 ${Math.floor(maxBytes / 1024 / 1024)}MB）`, true)

function asFailure(thrown: unknown): RequestFailure {
  if (thrown instanceof RequestFailure) return thrown
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  return new RequestFailure(code === '' ? '接続できません' : `接続できません（${code}）`)
}
