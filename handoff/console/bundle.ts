import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** A file for the browser, whole in memory. Its name carries a hash of its content, so it may be cached for ever. */
export interface BrowserFile {
  /** `app-3F2A9C1B.js` */
  name: string
  contentType: string
  body: Buffer
}

export interface BrowserFiles {
  script: BrowserFile
  style: BrowserFile | undefined
}

/**
 * Bundles a TypeScript or TSX entry (Preact) and the style sheets it imports, without writing to disk. Returns the
 * script and, where there is one, the style sheet. Rejects with esbuild's messages when the source is faulty.
 */
export async function bundleForBrowser(entry: URL): Promise<BrowserFiles> {
  const result = await build({
    entryPoints: [fileURLToPath(entry)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: ['es2022', 'safari16'],
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outdir: '/',
    // Fetched from the server by their address.
    external: ['/fonts/*'],
    entryNames: '[name]-[hash]',
  })
  const file = (ending: string, contentType: string): BrowserFile | undefined => {
    const output = result.outputFiles.find((candidate) => candidate.path.endsWith(ending))
    return output && { name: basename(output.path), contentType, body: Buffer.from(output.contents) }
  }
  const script = file('.js', 'text/javascript; charset=utf-8')
  if (script === undefined) throw new Error(`no script came of ${entry.pathname}`)
  return { script, style: file('.css', 'text/css; charset=utf-8') }
}
