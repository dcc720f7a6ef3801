import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'esbuild'

/** A file for the browser, whole in memory. Its name carries a hash of its content, so it may be cached for ever. */
export interface BrowserFile {
  /** `app-3F2A9C1B.js` */
  name: string
  contentType: string
  body: Buffer
  /** The same, by the name of its content coding (RFC 9110, 8.4). */
  compressed: Readonly<Record<'br' | 'gzip', Buffer>>
}

export interface BrowserFiles {
  script: BrowserFile
  style: BrowserFile | undefined
}

const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/** Once for all who fetch it. Brotli's best would make it 8 % smaller, for a hundred times the processor at each start. */
async function compress(body: Buffer): Promise<BrowserFile['compressed']> {
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }
  const [br, zipped] = await Promise.all([brotli(body, quality), deflate(body)])
  return { br, gzip: zipped }
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
  const file = async (ending: string, contentType: string): Promise<BrowserFile | undefined> => {
    const output = result.outputFiles.find((candidate) => candidate.path.endsWith(ending))
    if (output === undefined) return undefined
    const body = Buffer.from(output.contents)
    return { name: basename(output.path), contentType, body, compressed: await compress(body) }
  }
  const script = await file('.js', 'text/javascript; charset=utf-8')
  if (script === undefined) throw new Error(`no script came of ${entry.pathname}`)
  return { script, style: await file('.css', 'text/css; charset=utf-8') }
}
