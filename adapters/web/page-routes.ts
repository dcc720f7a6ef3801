import type { HttpResponse, Route } from '../../storage/ground/http-route.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Bundle } from './bundle.ts'
import { pageHtml } from './page.ts'

export interface PageRoutesOptions {
  bundle: Bundle
  identifiers: Identifiers
  operatorName: string
  publicUrl: string | undefined
}

const script = { 'content-type': 'text/javascript; charset=utf-8' }

/** The page at `/` and the widget's script: under its hash for ever, under its plain name for pages that embed it. */
export function pageRoutes({ bundle, identifiers, operatorName, publicUrl }: PageRoutesOptions): Route[] {
  const hashed = `/widget-${bundle.hash}.js`
  return [
    {
      method: 'GET',
      path: '/',
      async handler(request): Promise<HttpResponse> {
        const nonce = identifiers.secret(16)
        const host = publicUrl === undefined ? request.headers.host : URL.parse(publicUrl)?.host
        // Older Safari does not count a WebSocket of the same host as 'self'.
        const sockets = host !== undefined && /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : ''
        const policy = [
          "default-src 'none'",
          `script-src 'nonce-${nonce}'`,
          `style-src 'nonce-${nonce}'`,
          "img-src 'self' data:",
          `connect-src 'self'${sockets}`,
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ]
        return {
          status: 200,
          headers: {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': policy.join('; '),
          },
          body: pageHtml({ nonce, operatorName, scriptPath: hashed }),
        }
      },
    },
    {
      method: 'GET',
      path: hashed,
      handler: async () => ({
        status: 200,
        headers: { ...script, 'cache-control': 'public, max-age=31536000, immutable' },
        body: bundle.code,
      }),
    },
    {
      method: 'GET',
      path: '/widget.js',
      async handler(request) {
        const etag = `"${bundle.hash}"`
        const headers = { ...script, etag, 'cache-control': 'public, max-age=300' }
        if (request.headers['if-none-match']?.includes(etag)) return { status: 304, headers }
        return {
          status: 200,
          headers: { ...headers, 'cross-origin-resource-policy': 'cross-origin' },
          body: bundle.code,
        }
      },
    },
  ]
}
