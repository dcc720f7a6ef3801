import { type AttachmentRow, readAttachment } from '../../storage/attachments.ts'
import type { HttpRequest, HttpResponse, Route } from '../../storage/ground/http-route.ts'
import type { Store } from '../../storage/store.ts'
import { momentWords } from '../hours/hours-words.ts'
import { downloadHeaders } from './download.ts'
import { escapeHtml } from './escape-html.ts'
import type { FileLinks } from './file-links.ts'
import { fileTexts, sizeWords } from './file-words.ts'

const style =
  ':root{color-scheme:light dark}h1{font-size:1.3em}body{font:18px/1.8 system-ui,sans-serif;max-width:36em;margin:0 auto;padding:24px}a{display:inline-block;min-height:44px;line-height:44px;overflow-wrap:anywhere}'

const headers = (nonce: string) => ({
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-robots-tag': 'noindex',
})

const page = (status: number, nonce: string, title: string, body: string): HttpResponse => ({
  status,
  headers: headers(nonce),
  body: `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body><main><h1>${title}</h1>
${body}
</main></body>
</html>
`,
})

/** Where users open the files that staff sent them: a page that says what it is, and the file itself to be saved. */
export function fileRoutes(options: {
  store: Store
  links: FileLinks
  operatorName: string
  newNonce: () => string
}): Route[] {
  const { store, links, newNonce } = options
  const operator = escapeHtml(options.operatorName)
  const find = async (
    request: HttpRequest,
  ): Promise<{ file: AttachmentRow & { content: Uint8Array }; until: number } | undefined> => {
    const link = await links.read(request.query.get('t') ?? '')
    const file = link && (await readAttachment(store.database, link.fileId))
    return file && { file, until: link.until }
  }
  const gone = () => page(404, newNonce(), `${operator}からのファイル`, `<p>${fileTexts.gone}</p>`)
  return [
    {
      method: 'GET',
      path: '/files',
      async handler(request) {
        const found = await find(request)
        if (!found) return gone()
        const { file, until } = found
        const name = escapeHtml(file.file_name ?? '')
        const address = `/files/content?t=${encodeURIComponent(request.query.get('t') ?? '')}`
        return page(
          200,
          newNonce(),
          `${operator}からのファイル`,
          `<p><a href="${address}" download>「${name}」を保存する（${sizeWords(file.content.byteLength)}）</a></p>
<p>相談員がチャットでお送りしたファイルです。${momentWords(until, store.clock.now())}まで開けます。</p>`,
        )
      },
    },
    {
      method: 'GET',
      path: '/files/content',
      async handler(request) {
        const found = await find(request)
        if (!found) return gone()
        return { status: 200, headers: downloadHeaders(found.file), body: Buffer.from(found.file.content) }
      },
    },
  ]
}
