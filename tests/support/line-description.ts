import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'

const formats = {
  uri: (text: string) => URL.canParse(text),
  'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  int32: true,
  int64: true,
  double: true,
} as const

/**
 * LINE's own description of its bodies. `faultsOf('ReplyMessageRequest', body)` names what the description does not
 * allow, unknown properties among it; empty when the body is as described.
 */
export function readLineDescription(which: 'messaging-api' | 'webhook') {
  const path = new URL(`../fixtures/line/${which}.json`, import.meta.url)
  const ajv = new Ajv({ discriminator: true, allErrors: true, strict: false, formats })
  ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')), 'line')
  return {
    faultsOf(name: string, body: unknown): string[] {
      const validate = ajv.getSchema(`line#/$defs/${name}`)
      if (!validate) throw new Error(`the description has no ${name}`)
      if (validate(body)) return []
      return (validate.errors ?? []).map(
        ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      )
    },
  }
}
