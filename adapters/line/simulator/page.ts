/** Nothing but the simulator's own files. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

export const pageHtml = ({ script, style }: { script: string; style: string }): string => `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>LINE シミュレーター</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/${style}">
<script src="/${script}" defer></script>
</head>
<body>
<div id="simulator"><p class="starting">読み込んでいます…</p></div>
<noscript><p>この画面を使うには、ブラウザーの JavaScript を有効にしてください。</p></noscript>
</body>
</html>
`
