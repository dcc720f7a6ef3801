import { createServer } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { conceptVector } from './concept-embedder.ts'
import { listenOnLoopback } from './loopback.ts'

/** How the stand-in fails instead of answering; `none` where it does not. */
export type EmbeddingFault =
  | 'none'
  | { status: number; retryAfter?: number }
  | 'hang'
  | 'one vector too few'
  | 'a null among the numbers'
  | 'a NaN'
  | 'a zero vector'
  | 'one vector shorter'
  | 'the same index twice'
  | 'no JSON'

export interface EmbeddingServer {
  /** For OPENAI_BASE_URL. */
  baseUrl: string
  /** Inputs of the calls so far, refused ones included. */
  calls: string[][]
  /** Taken from the front, one a call; after the last it answers well. */
  faults: EmbeddingFault[]
  /** What it answers with; exchange it for another model. */
  vectorOf: (text: string) => number[]
  /** Whether it knows `base64`; one that does not sends numbers, as some servers do. */
  knowsBase64: boolean
  close(): Promise<void>
}

const asBase64 = (vector: number[]) => Buffer.from(Float32Array.from(vector).buffer).toString('base64')

/** A stand-in for an OpenAI-compatible server of embeddings, strict about what it is sent. */
export async function startEmbeddingServer(apiKey: string): Promise<EmbeddingServer> {
  const state: Omit<EmbeddingServer, 'baseUrl' | 'close'> = {
    calls: [],
    faults: [],
    vectorOf: conceptVector,
    knowsBase64: true,
  }
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const refuse = (status: number, message: string, headers = {}) =>
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify({ error: { message, type: 'invalid_request_error', param: null, code: null } }))
    if (request.method !== 'POST' || request.url !== '/v1/embeddings') return void refuse(404, 'unknown path')
    if (request.headers.authorization !== `Bearer ${apiKey}`) return void refuse(401, 'bad key')
    if (!request.headers['content-type']?.startsWith('application/json')) return void refuse(415, 'no JSON')
    const { model, input, encoding_format: format = 'float', ...rest } = JSON.parse(Buffer.concat(chunks).toString())
    const isRight =
      typeof model === 'string' &&
      Array.isArray(input) &&
      input.length > 0 &&
      input.length <= 64 &&
      input.every((text: unknown) => typeof text === 'string' && text !== '') &&
      ['float', 'base64'].includes(format) &&
      Object.keys(rest).length === 0
    if (!isRight) return void refuse(400, 'wrong body')
    state.calls.push(input)

    const fault = state.faults.shift()
    if (typeof fault === 'object') {
      return void refuse(fault.status, 'as told', fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {})
    }
    if (fault === 'hang') return void (await wait(60_000, undefined, { ref: false }))
    if (fault === 'no JSON') return void response.writeHead(200, { 'content-type': 'application/json' }).end('<html>')
    const vectors: (number | null)[][] = input.map(state.vectorOf)
    const last = vectors.at(-1) ?? []
    if (fault === 'a null among the numbers') last[0] = null
    if (fault === 'a NaN') last[0] = Number.NaN
    if (fault === 'a zero vector') last.fill(0)
    if (fault === 'one vector shorter') last.pop()
    // JSON knows no NaN: it can only come as base64.
    const plain = fault === 'a null among the numbers' || !state.knowsBase64 || format === 'float'
    const data = vectors.map((vector, index) => ({
      object: 'embedding',
      index: fault === 'the same index twice' ? 0 : index,
      embedding: plain ? vector : asBase64(vector as number[]),
    }))
    if (fault === 'one vector too few') data.pop()
    const usage = { prompt_tokens: input.length, total_tokens: input.length }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ object: 'list', model, data, usage }))
  })
  const { url, close } = await listenOnLoopback(server)
  return Object.assign(state, { baseUrl: `${url}/v1`, close })
}
