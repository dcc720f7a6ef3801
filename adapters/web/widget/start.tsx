import { render } from 'preact'
import { ChatView } from './chat.tsx'
import { Launcher } from './launcher.tsx'
import { texts } from './texts.ts'
import { useChat } from './use-chat.ts'
import styles from './widget.css'

/** Chat that fills the element it is put into. */
function Inline({ base }: { base: string }) {
  return <ChatView chat={useChat(base)} />
}

/** A root no style of the page reaches. Sheets made in script need no leave of the page's content policy. */
function isolate(host: HTMLElement, nonce: string): HTMLElement {
  const root = host.attachShadow({ mode: 'open' })
  if ('adoptedStyleSheets' in root && 'replaceSync' in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(styles)
    root.adoptedStyleSheets = [sheet]
  } else {
    const style = document.createElement('style')
    style.nonce = nonce
    style.textContent = styles
    root.append(style)
  }
  const inside = document.createElement('div')
  inside.className = 'root'
  inside.lang = 'ja'
  root.append(inside)
  return inside
}

/**
 * `<script src="https://…/widget.js" data-title="…">` puts a button in the corner of any page; with
 * `data-target="#selector"` the chat fills that element instead.
 */
function start(script: HTMLScriptElement): void {
  const base = new URL(script.src).origin
  const { target, title } = script.dataset
  const place = target === undefined ? document.body : document.querySelector<HTMLElement>(target)
  if (!place) return
  const host = document.createElement('madoguchi-chat')
  host.className = target === undefined ? 'launcher' : 'inline'
  place.append(host)
  const root = isolate(host, script.nonce)
  render(target === undefined ? <Launcher base={base} title={title ?? texts.chat} /> : <Inline base={base} />, root)
}

const script = document.currentScript
if (script instanceof HTMLScriptElement) {
  // A script in the head runs before there is a place to put anything.
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => start(script))
  else start(script)
}
