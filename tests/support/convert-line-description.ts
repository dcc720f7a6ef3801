/**
 * Turns LINE's own description (OpenAPI, github.com/line/line-openapi, Apache-2.0) into the JSON Schemas the tests check
 * bodies against: `node tests/support/convert-line-description.ts messaging-api.yml webhook.yml`. Inheritance is spelt
 * out, the words are left out, and a property that the description does not know is a fault.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { parse } from 'yaml'

interface Schema {
  $ref?: string
  type?: string
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  allOf?: Schema[]
  additionalProperties?: Schema
  discriminator?: { propertyName: string; mapping: Record<string, string> }
  [keyword: string]: unknown
}

/** What the tests check; everything these mention comes along. */
const wanted = {
  'messaging-api': [
    'ReplyMessageRequest',
    'ReplyMessageResponse',
    'PushMessageRequest',
    'PushMessageResponse',
    'RichMenuRequest',
    'RichMenuIdResponse',
    'RichMenuListResponse',
    'CreateRichMenuAliasRequest',
    'UpdateRichMenuAliasRequest',
    'RichMenuAliasResponse',
    'ShowLoadingAnimationRequest',
    'MarkMessagesAsReadByTokenRequest',
    'SetWebhookEndpointRequest',
    'GetWebhookEndpointResponse',
    'TestWebhookEndpointRequest',
    'TestWebhookEndpointResponse',
    'BotInfoResponse',
    'MessageQuotaResponse',
    'QuotaConsumptionResponse',
    'UserProfileResponse',
  ],
  webhook: ['CallbackRequest'],
}

const kept = ['type', 'enum', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'format']
const nameOf = (reference: string): string => reference.split('/').at(-1) ?? ''

function convert(schemas: Record<string, Schema>, roots: readonly string[]): Record<string, object> {
  const definitions: Record<string, object> = {}
  const queue = [...roots]

  const inline = (schema: Schema): object => {
    if (schema.$ref) {
      const name = nameOf(schema.$ref)
      queue.push(name)
      return { $ref: `#/$defs/${name}` }
    }
    if (schema.allOf || schema.properties) return object(schema)
    if (schema.additionalProperties) {
      return { type: 'object', additionalProperties: inline(schema.additionalProperties) }
    }
    return {
      ...Object.fromEntries(kept.filter((keyword) => keyword in schema).map((keyword) => [keyword, schema[keyword]])),
      ...(schema.items && { items: inline(schema.items) }),
    }
  }

  /** Own and inherited properties; what a base says of its kinds is left to the kinds. */
  const gather = (schema: Schema): { properties: Record<string, Schema>; required: string[] } => {
    const parents = (schema.allOf ?? []).map((part) => gather(part.$ref ? (schemas[nameOf(part.$ref)] ?? {}) : part))
    return {
      properties: Object.assign({}, ...parents.map(({ properties }) => properties), schema.properties),
      required: [...new Set([...parents.flatMap(({ required }) => required), ...(schema.required ?? [])])],
    }
  }

  const object = (schema: Schema, kind?: [property: string, value: string]): object => {
    const { properties, required } = gather(schema)
    const [property, value] = kind ?? []
    return {
      type: 'object',
      additionalProperties: false,
      required: property === undefined ? required : [...new Set([...required, property])],
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, part]) => [name, name === property ? { const: value } : inline(part)]),
      ),
    }
  }

  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const schema = schemas[name]
    if (name in definitions || schema === undefined) continue
    const { discriminator } = schema
    if (!discriminator) {
      definitions[name] = inline(schema)
      continue
    }
    const { propertyName, mapping } = discriminator
    const kinds = Object.entries(mapping).filter(([, reference]) => schemas[nameOf(reference)])
    for (const [value, reference] of kinds) {
      definitions[`${name}:${value}`] = object(schemas[nameOf(reference)] ?? {}, [propertyName, value])
    }
    definitions[name] = {
      type: 'object',
      required: [propertyName],
      discriminator: { propertyName },
      oneOf: kinds.map(([value]) => ({ $ref: `#/$defs/${name}:${value}` })),
    }
  }
  return definitions
}

const sources = process.argv.slice(2)
for (const [name, roots] of Object.entries(wanted)) {
  const source = sources.find((path) => path.includes(name))
  if (!source) throw new Error(`give the path of ${name}.yml`)
  const { components } = parse(readFileSync(source, 'utf8')) as { components: { schemas: Record<string, Schema> } }
  const target = new URL(`../fixtures/line/${name}.json`, import.meta.url)
  const origin = `Made by tests/support/convert-line-description.ts from ${name}.yml of github.com/line/line-openapi (Apache-2.0)`
  writeFileSync(target, `${JSON.stringify({ $comment: origin, $defs: convert(components.schemas, roots) }, null, 2)}\n`)
}
