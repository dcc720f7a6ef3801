import { createServer } from 'node:http'
import { listenOnLoopback } from './loopback.ts'

/** What the stand-in says next: an answer of the agreed shape, raw words, a status, or nothing for a while. */
export type ModelAnswer = { json: unknown } | { text: string } | { status: number } | { delayMs: number }

export interface ModelServer {
  /** For OPENAI_BASE_URL. */
  baseUrl: string
  /** Bodies of the requests so far. */
  requests: { model: string; messages: { role: string; content: unknown }[]; response_format?: unknown }[]
  answers: ModelAnswer[]
  close(): Promise<void>
}

/** A stand-in for an OpenAI-compatible server: one path, a bearer key, JSON in, a chat completion out. */
export async function startModelServer(apiKey: string): Promise<ModelServer> {
  const requests: ModelServer['requests'] = []
  const answers: ModelAnswer[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const refuse = (status: number, message: string) =>
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(JSON.stringify({ error: { message, type: 'invalid_request_error' } }))
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return void refuse(404, 'unknown path')
    if (request.headers.authorization !== `Bearer ${apiKey}`) return void refuse(401, 'bad key')
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'))
    if (
      typeof body.model !== 'string' ||
      !Array.isArray(body.messages) ||
      body.response_format?.type !== 'json_schema'
    ) {
      return void refuse(400, 'wrong body')
    }
    requests.push(body)
    const answer = answers.shift() ?? { status: 500 }
    if ('status' in answer) return void refuse(answer.status, 'as told')
    if ('delayMs' in answer) await new Promise((resolve) => setTimeout(resolve, answer.delayMs))
    const content = 'json' in answer ? JSON.stringify(answer.json) : 'text' in answer ? answer.text : '{}'
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 1,
        model: body.model,
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: null } }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    )
  })
  const { url, close } = await listenOnLoopback(server)
  return {
    baseUrl: `${url}/v1`,
    requests,
    answers,
    close,
  }
}
