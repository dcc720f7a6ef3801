import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

export interface Bundle {
  code: Buffer
  /** Of the content, for the address that may be cached for ever. */
  hash: string
}

/** Bundles the widget in memory: TypeScript and Preact in, one script for browsers of the last five years out. */
export async function bundleWidget(): Promise<Bundle> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('./widget/start.tsx', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['es2020'],
    charset: 'utf8',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    loader: { '.css': 'text' },
    logLevel: 'silent',
  })
  const code = Buffer.from(result.outputFiles[0]?.contents ?? [])
  return { code, hash: createHash('sha256').update(code).digest('hex').slice(0, 16) }
}
