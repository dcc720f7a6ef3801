import { pageStyles } from './page-styles.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => escapes[char] ?? char)

/** The page at `/`: whose window this is, what it can do, what not to write, and the chat. No script but the widget's. */
export function pageHtml(options: { nonce: string; operatorName: string; scriptPath: string }): string {
  const operator = escapeHtml(options.operatorName)
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#0d5c50">
<meta name="description" content="補助金・バウチャー・共同研究・知的財産のご相談に、AIと相談員が出典を示してお答えします。">
<title>${operator}｜オンライン相談</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='5' fill='%230d5c50'/%3E%3Cpath d='M6 18v-6a6 6 0 0 1 12 0v6M4.5 18h15' fill='none' stroke='%23fff' stroke-width='2' stroke-linecap='round'/%3E%3C/svg%3E">
<style nonce="${options.nonce}">${pageStyles}</style>
</head>
<body>
<header>
  <div class="sign">
    <svg viewBox="0 0 24 24" width="34" height="34" aria-hidden="true" focusable="false"><path d="M4 20V11a8 8 0 0 1 16 0v9M2.5 20h19M12 13.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM7.8 20c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>
    <div>
      <h1>${operator}</h1>
      <p>AIが出典を示して答え、相談員が引き継ぎます</p>
    </div>
  </div>
</header>
<aside aria-label="ご利用の前に">
  <details>
    <summary>ご利用の前に</summary>
    <div class="guide">
      <section>
        <h2>相談できること</h2>
        <ul>
          <li>研究開発や試作に使える補助金・助成金・バウチャー</li>
          <li>大学や研究機関との共同研究、設備の利用</li>
          <li>特許・商標などの知的財産</li>
        </ul>
      </section>
      <section>
        <h2>書かないでいただきたいこと</h2>
        <ul>
          <li>マイナンバー（個人番号）</li>
          <li>口座番号・カード番号・パスワード</li>
          <li>公開前の発明の具体的な内容（書き込むと新規性を失うおそれがあります）</li>
        </ul>
      </section>
      <section>
        <h2>回答について</h2>
        <p>AIは公開された資料をもとに答え、出典と確認日を示します。資料にないことはお答えせず、相談員をご案内します。申請の前に、必ず公式の案内をご確認ください。</p>
      </section>
    </div>
  </details>
</aside>
<main id="chat">
<noscript><p class="noscript">このチャットを使うには JavaScript を有効にしてください。使えない場合は、電話または窓口でご相談ください。</p></noscript>
</main>
<script nonce="${options.nonce}" src="${options.scriptPath}" data-target="#chat"></script>
</body>
</html>
`
}
