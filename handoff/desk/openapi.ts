import { z } from 'zod'
import type { Operation } from './operation.ts'
import { deskEvent, errorBody } from './shapes.ts'

/** A shape as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
function schemaOf(shape: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const refusal = (description: string) => ({ description, ...json({ $ref: '#/components/schemas/Error' }) })

function answersOf(operation: Operation) {
  const success =
    operation.response === undefined
      ? { description: 'server-sent events', content: { 'text/event-stream': { schema: { type: 'string' } } } }
      : { description: '成功', ...json(schemaOf(operation.response, 'output')) }
  return {
    '2XX': success,
    400: refusal('送信された内容に誤りがある'),
    401: refusal('ログインが必要'),
    403: refusal('許可されていない（別サイトから、CSRFトークンの誤り、役割の不足）'),
    404: refusal('見つからない'),
    409: refusal('ほかの操作と重なった。担当者がいるときは owner に氏名'),
    429: refusal('試行が多すぎる'),
  }
}

function describe(operation: Operation) {
  const ids = [...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const queries = Object.entries(operation.query ?? {}).map(([name, description]) => ({
    name,
    in: 'query',
    required: false,
    description,
    schema: { type: 'string' },
  }))
  const csrf =
    operation.method === 'POST' && operation.access !== 'public'
      ? [{ name: 'x-csrf-token', in: 'header', required: true, schema: { type: 'string' } }]
      : []
  return {
    summary: operation.summary,
    ...(operation.access === 'public' ? { security: [] } : {}),
    parameters: [...ids, ...queries, ...csrf],
    ...(operation.method === 'POST' && operation.body
      ? { requestBody: { required: true, ...json(schemaOf(operation.body, 'input')) } }
      : {}),
    ...(operation.maxBodyBytes ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    responses: answersOf(operation),
  }
}

/** `/cases/:id` → `/cases/{id}` */
export const openApiPath = (path: string): string => path.replace(/:(\w+)/g, '{$1}')

/** The OpenAPI 3.1 description of the Desk API, made of the very operations that answer. */
export function openApiOf(operations: readonly Operation[], cookieName: string) {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of operations) {
    const path = openApiPath(operation.path)
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: { title: '窓口 職員画面のAPI', version: '1.0.0' },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookieName } },
      schemas: { Error: schemaOf(errorBody, 'output'), DeskEvent: schemaOf(deskEvent, 'output') },
    },
  }
}
