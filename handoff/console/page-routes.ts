import type { HttpRequest, HttpResponse, Route } from '../../storage/ground/http-route.ts'
import type { Opening, ReadOpening } from '../desk/opening.ts'
import { type BrowserFile, bundleForBrowser } from './bundle.ts'

/** Nothing but the desk's own files: no inline script or style, no frame around it. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': contentSecurityPolicy,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
}

/** JSON that no word of a user can end: `</script>` has no meaning without its first sign. */
const dataBlock = (opening: Opening | undefined): string =>
  opening === undefined
    ? ''
    : `\n<script type="application/json" id="opening">${JSON.stringify(opening).replaceAll('<', '\\u003c')}</script>`

const pageHtml = (script: string, style: string, title = '窓口 職員画面', opening?: Opening) => `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/desk/${style}">
<script src="/desk/${script}" defer></script>
</head>
<body>
<div id="desk"><p class="starting">読み込んでいます…</p></div>${dataBlock(opening)}
<noscript><p>職員画面を使うには、ブラウザーの JavaScript を有効にしてください。</p></noscript>
</body>
</html>
`

/** The smallest form that the browser takes; a coding that it refuses by `;q=0` is not taken for one it takes. */
function formOf(file: BrowserFile, accepted: string): { body: Buffer; coding?: string } {
  const takes = (coding: string) =>
    new RegExp(`(?:^|,)\\s*${coding}\\s*(?:,|$|;(?!\\s*q=0(?:\\.0*)?\\s*(?:,|$)))`).test(accepted)
  const coding = (['br', 'gzip'] as const).find(takes)
  return coding === undefined ? { body: file.body } : { body: file.compressed[coding], coding }
}

const asset = (file: BrowserFile): Route => ({
  method: 'GET',
  path: `/desk/${file.name}`,
  handler: async (request) => {
    const { body, coding } = formOf(file, request.headers['accept-encoding'] ?? '')
    return {
      status: 200,
      headers: {
        'content-type': file.contentType,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        ...(coding === undefined ? {} : { 'content-encoding': coding }),
      },
      body,
    }
  },
})

/** The figures: a page of its own, so that the console does not wait for the charts. */
async function figuresRoutes(): Promise<Route[]> {
  const { script, style } = await bundleForBrowser(new URL('./figures/figures-page.tsx', import.meta.url))
  if (style === undefined) throw new Error('the figures have lost their style sheet')
  const html = pageHtml(script.name, style.name, '窓口の数字')
  const page = async (): Promise<HttpResponse> => ({ status: 200, headers: pageHeaders, body: html })
  return [{ method: 'GET', path: '/desk/figures', handler: page }, asset(script), asset(style)]
}

const officePages = ['account', 'staff', 'audit', 'settings', 'wall', 'knowledge'] as const

/** The pages around the desk: settings, people, the wall. */
async function officeRoutes(): Promise<Route[]> {
  const { script, style } = await bundleForBrowser(new URL('./app/office.tsx', import.meta.url))
  if (style === undefined) throw new Error('the pages around the desk have lost their style sheet')
  const html = pageHtml(script.name, style.name)
  const page = async (): Promise<HttpResponse> => ({ status: 200, headers: pageHeaders, body: html })
  return [
    ...officePages.map((name): Route => ({ method: 'GET', path: `/desk/${name}`, handler: page })),
    asset(script),
    asset(style),
  ]
}

/** The staff console: the desk with its set-up, the pages around it, and the figures; a script and a style sheet each. */
export async function consoleRoutes(readOpening: ReadOpening): Promise<Route[]> {
  const [{ script, style }, office, figures] = await Promise.all([
    bundleForBrowser(new URL('./app/app.tsx', import.meta.url)),
    officeRoutes(),
    figuresRoutes(),
  ])
  if (style === undefined) throw new Error('the console has lost its style sheet')
  const html = pageHtml(script.name, style.name)
  const page = async (): Promise<HttpResponse> => ({ status: 200, headers: pageHeaders, body: html })
  // Never compressed: the csrf value beside words of users would show in its length (the BREACH attack).
  const desk = async (request: HttpRequest): Promise<HttpResponse> => {
    const opening = await readOpening(request)
    return { status: 200, headers: pageHeaders, body: pageHtml(script.name, style.name, undefined, opening) }
  }
  return [
    { method: 'GET', path: '/desk', handler: desk },
    { method: 'GET', path: '/desk/', handler: async () => ({ status: 308, headers: { location: '/desk' } }) },
    { method: 'GET', path: '/desk/setup', handler: page },
    asset(script),
    asset(style),
    ...office,
    ...figures,
  ]
}
