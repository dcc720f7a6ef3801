/** Styles of the page around the widget, which brings its own. */
export const pageStyles = `
:root{color-scheme:light dark;--paper:#f5f4ef;--surface:#fff;--ink:#1c2624;--soft:#55625e;--line:#d5d9d2;--brand:#0d5c50;--on-brand:#fff;--focus:#b8560b}
@media (prefers-color-scheme:dark){:root{--paper:#131a19;--surface:#1d2625;--ink:#e9eeeb;--soft:#a9b6b1;--line:#38433f;--brand:#103f38;--on-brand:#e9f4f1;--focus:#f0a860}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{display:flex;flex-direction:column;height:100dvh;background:var(--paper);color:var(--ink);font:400 16px/1.7 "Hiragino Sans","BIZ UDPGothic","Noto Sans JP","Noto Sans CJK JP",Meiryo,sans-serif}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
header{flex:none;background:var(--brand);color:var(--on-brand);padding:10px max(16px,env(safe-area-inset-left))}
.sign{display:flex;gap:12px;align-items:center;max-width:720px;margin:0 auto}
.sign svg{flex:none}
h1{margin:0;font-size:1.0625rem;font-weight:700;line-height:1.4}
header p{margin:0;font-size:.8125rem;line-height:1.5}
aside{flex:none;max-height:60dvh;overflow-y:auto;background:var(--surface);border-bottom:1px solid var(--line)}
details{max-width:752px;margin:0 auto;padding:0 16px}
summary{min-height:44px;line-height:44px;font-size:.875rem;font-weight:600;cursor:pointer}
.guide{display:grid;gap:8px 28px;padding-bottom:16px;font-size:.875rem}
.guide h2{margin:0 0 2px;font-size:.875rem}
.guide ul{margin:0;padding-left:1.3em}
.guide p{margin:0}
main{flex:1;min-height:0}
.noscript{margin:24px auto;max-width:720px;padding:0 16px}
@media (min-width:700px){.guide{grid-template-columns:1fr 1fr}.guide section:last-child{grid-column:1/-1}}
@media (max-width:360px){header p{font-size:.75rem}}
@media (max-height:480px){body{height:auto}main{flex:none;height:460px}}
`
