import { createServer, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { listenOnLoopback } from './loopback.ts'

/** A call of a tool, as a model asks for it. */
export interface ScriptedToolCall {
  name: string
  arguments: unknown
}

/** What the stand-in says next; see `play` for how each goes over the wire. */
export type ModelAnswer =
  | { json: unknown }
  | { text: string }
  | { toolCalls: ScriptedToolCall[] }
  | { status: number; retryAfter?: number }
  /** No headers; headers and then nothing; half an answer, then nothing; half, then a closed connection; no end to it. */
  | { fault: 'hang' | 'silent' | 'stall' | 'cut' | 'drip' }

/** Made when the request comes, perhaps after a while. */
type MakeAnswer = () => ModelAnswer | Promise<ModelAnswer>

export interface ModelServer {
  /** For OPENAI_BASE_URL. */
  baseUrl: string
  /** Bodies of the completions asked for so far. */
  requests: z.infer<typeof completionBody>[]
  /** Taken from the front, one a request, or made when it comes; after the last it answers 500. */
  answers: (ModelAnswer | MakeAnswer)[]
  /** Answers for every request once `answers` is used up. */
  always: ModelAnswer | MakeAnswer | undefined
  /** Texts put before the moderation so far. */
  moderated: string[]
  /** What the moderation finds; a status makes it fail, `absent` answers 404 as servers without one do. */
  moderation: 'absent' | { categories: readonly string[] } | { status: number }
  /** Requests whose connection the client closed before the answer was whole. */
  readonly abandoned: number
  close(): Promise<void>
}

const text = z.string()
const toolCall = z.strictObject({
  id: text,
  type: z.literal('function'),
  function: z.strictObject({ name: text, arguments: text }),
})
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: text }),
  z.strictObject({ role: z.literal('user'), content: text }),
  z.strictObject({
    role: z.literal('assistant'),
    content: text.nullable(),
    tool_calls: z.array(toolCall).min(1).optional(),
    name: text.optional(),
  }),
  z.strictObject({ role: z.literal('tool'), content: text, tool_call_id: text, name: text.optional() }),
])
/** What OpenAI's own server takes of all that its description allows; a field besides is refused. */
const completionBody = z.strictObject({
  model: text.min(1),
  messages: z.array(message).min(2),
  temperature: z.number().optional(),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  stream: z.literal(true),
  stream_options: z.strictObject({ include_usage: z.literal(true) }),
  response_format: z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[\w-]{1,64}$/),
      strict: z.boolean().optional(),
      schema: z.record(text, z.unknown()),
    }),
  }),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          description: text.optional(),
          parameters: z.record(text, z.unknown()),
          strict: z.boolean().optional(),
        }),
      }),
    )
    .optional(),
})
const moderationBody = z.strictObject({ model: text.min(1), input: text.min(1) })

const usage = (prompt: string, completion: string) => {
  const [prompt_tokens, completion_tokens] = [Math.ceil(prompt.length / 2), Math.ceil(completion.length / 2)]
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
}
const pieces = (whole: string): string[] => whole.match(/[\s\S]{1,24}/g) ?? []

/** A stand-in for an OpenAI-compatible server: a bearer key, JSON in, server-sent events out. */
export async function startModelServer(apiKey: string): Promise<ModelServer> {
  const requests: ModelServer['requests'] = []
  let abandoned = 0
  let completions = 0

  /** One chunk a piece, then the reason of the end, the usage and the end mark. */
  const stream = (response: ServerResponse, body: ModelServer['requests'][number], answer: ModelAnswer) => {
    completions += 1
    const common = {
      id: `chatcmpl-${completions}`,
      object: 'chat.completion.chunk',
      created: 1,
      model: `${body.model}-1`,
    }
    const event = (data: unknown) => response.write(`data: ${JSON.stringify({ ...common, ...(data as object) })}\n\n`)
    const choice = (delta: unknown, finish_reason: string | null = null) =>
      event({ choices: [{ index: 0, delta, finish_reason }], usage: null })
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' })
    if ('fault' in answer && answer.fault === 'silent') return response.flushHeaders()
    choice({ role: 'assistant', content: '' })
    if ('fault' in answer) {
      choice({ content: '{"complete":true,"items":[{"te' })
      if (answer.fault === 'cut') setTimeout(() => response.destroy(), 20)
      if (answer.fault === 'drip') {
        const drops = setInterval(() => choice({ content: ' ' }), 50)
        response.on('close', () => clearInterval(drops))
      }
      return
    }
    if ('toolCalls' in answer) {
      for (const [index, { name, arguments: given }] of answer.toolCalls.entries()) {
        const id = `call_${completions}_${index}`
        choice({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] })
        for (const part of pieces(JSON.stringify(given)))
          choice({ tool_calls: [{ index, function: { arguments: part } }] })
      }
    } else if ('json' in answer || 'text' in answer) {
      for (const content of pieces('json' in answer ? JSON.stringify(answer.json) : answer.text)) choice({ content })
    }
    choice({}, 'toolCalls' in answer ? 'tool_calls' : 'stop')
    event({ choices: [], usage: usage(JSON.stringify(body.messages), JSON.stringify(answer)) })
    response.end('data: [DONE]\n\n')
  }

  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished && request.socket.destroyed) abandoned += 1
    })
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    // Not chained: where restify is loaded, `writeHead` answers nothing.
    const reply = (status: number, body: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    const refuse = (status: number, fault: string, headers = {}) =>
      reply(status, { error: { message: fault, type: 'invalid_request_error', param: null, code: null } }, headers)
    if (request.headers.authorization !== `Bearer ${apiKey}`) return refuse(401, 'bad key')
    if (request.headers['content-type'] !== 'application/json') return refuse(400, 'no JSON')
    const given = JSON.parse(Buffer.concat(chunks).toString('utf8'))

    if (request.method === 'POST' && request.url === '/v1/moderations') {
      if (state.moderation === 'absent') return refuse(404, 'no such path')
      const body = moderationBody.safeParse(given)
      if (!body.success) return refuse(400, z.prettifyError(body.error))
      state.moderated.push(body.data.input)
      if ('status' in state.moderation) return refuse(state.moderation.status, 'as told')
      const found = state.moderation.categories
      const names = ['harassment', 'hate', 'illicit', 'self-harm', 'self-harm/intent', 'sexual', 'violence']
      const categories = Object.fromEntries(names.map((name) => [name, found.includes(name)]))
      const category_scores = Object.fromEntries(names.map((name) => [name, found.includes(name) ? 0.97 : 0.001]))
      const result = { flagged: found.length > 0, categories, category_scores, category_applied_input_types: {} }
      return reply(200, { id: 'modr-1', model: body.data.model, results: [result] })
    }
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return refuse(404, 'no such path')
    const body = completionBody.safeParse(given)
    if (!body.success) return refuse(400, z.prettifyError(body.error))
    requests.push(body.data)
    const next = state.answers.shift() ?? state.always ?? { status: 500 }
    const answer = typeof next === 'function' ? await next() : next
    if ('status' in answer) {
      const headers = answer.retryAfter === undefined ? {} : { 'retry-after': String(answer.retryAfter) }
      return refuse(answer.status, 'as told', headers)
    }
    if ('fault' in answer && answer.fault === 'hang') return
    stream(response, body.data, answer)
  })
  const { url, close } = await listenOnLoopback(server)
  const state: ModelServer = {
    baseUrl: `${url}/v1`,
    requests,
    answers: [],
    always: undefined,
    moderated: [],
    moderation: 'absent',
    get abandoned() {
      return abandoned
    },
    close,
  }
  return state
}
