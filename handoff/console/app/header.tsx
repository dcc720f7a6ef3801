import type { Me } from '../../desk/shapes.ts'
import { pagesOf } from './pages.ts'
import type { DeskState } from './state/use-desk.ts'
import type { OwnStatus } from './state/use-presence.ts'
import { linkNames, presenceNames, staffRoleNames } from './words.ts'

/** Above the desk: the connection, the other pages, one's own status, and what concerns oneself. */
export function Header(props: {
  me: Me
  desk: DeskState
  onPalette: () => void
  onShortcuts: () => void
  onPreferences: () => void
}) {
  const { me, desk } = props
  return (
    <header class="top">
      <p class="brand">窓口 職員画面</p>
      <p class={`link ${desk.link}`} role="status">
        {linkNames[desk.link]}
      </p>
      <nav class="pages-nav" aria-label="画面">
        {pagesOf(me.permissions).map(({ href, label }) => (
          <a key={href} href={href} aria-current={href === '/desk' ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div class="own">
        {me.role !== 'auditor' && (
          <label class="own-status">
            <span class="hidden">自分の状態</span>
            <select
              class={desk.own.status}
              value={desk.own.status}
              onChange={(event) => desk.own.choose(event.currentTarget.value as OwnStatus)}
            >
              {Object.entries(presenceNames).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <p class="who">
          {me.name}（{staffRoleNames[me.role]}）
        </p>
        <button type="button" class="quiet" onClick={props.onPalette}>
          操作 <kbd>Ctrl+K</kbd>
        </button>
        <button type="button" class="quiet" onClick={props.onPreferences}>
          個人設定
        </button>
        <button type="button" class="quiet" onClick={props.onShortcuts}>
          キー操作
        </button>
        <button type="button" class="quiet" onClick={desk.logout}>
          ログアウト
        </button>
      </div>
    </header>
  )
}
