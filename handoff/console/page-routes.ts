import type { HttpResponse, Route } from '../../storage/ground/http-route.ts'
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

const pageHtml = (script: string, style: string, title = '窓口 職員画面') => `<!doctype html>
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
<div id="desk"><p class="starting">読み込んでいます…</p></div>
<noscript><p>職員画面を使うには、ブラウザーの JavaScript を有効にしてください。</p></noscript>
</body>
</html>
`

const asset = (file: BrowserFile): Route => ({
  method: 'GET',
  path: `/desk/${file.name}`,
  handler: async () => ({
    status: 200,
    headers: {
      'content-type': file.contentType,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
    body: file.body,
  }),
})

/** The figures: a page of its own, so that the console does not wait for the charts. */
async function figuresRoutes(): Promise<Route[]> {
  const { script, style } = await bundleForBrowser(new URL('./figures/figures-page.tsx', import.meta.url))
  if (style === undefined) throw new Error('the figures have lost their style sheet')
  const html = pageHtml(script.name, style.name, '窓口の数字')
  const page = async (): Promise<HttpResponse> => ({ status: 200, headers: pageHeaders, body: html })
  return [{ method: 'GET', path: '/desk/figures', handler: page }, asset(script), asset(style)]
}

/** The staff console: one page for every address of it, one script, one style sheet. */
export async function consoleRoutes(): Promise<Route[]> {
  const { script, style } = await bundleForBrowser(new URL('./app/app.tsx', import.meta.url))
  if (style === undefined) throw new Error('the console has lost its style sheet')
  const html = pageHtml(script.name, style.name)
  const page = async (): Promise<HttpResponse> => ({ status: 200, headers: pageHeaders, body: html })
  return [
    { method: 'GET', path: '/desk', handler: page },
    { method: 'GET', path: '/desk/', handler: async () => ({ status: 308, headers: { location: '/desk' } }) },
    ...['setup', 'account', 'staff', 'audit', 'settings', 'wall'].map(
      (name): Route => ({ method: 'GET', path: `/desk/${name}`, handler: page }),
    ),
    asset(script),
    asset(style),
    ...(await figuresRoutes()),
  ]
}
