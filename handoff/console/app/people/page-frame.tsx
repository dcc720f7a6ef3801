import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import type { Me } from '../../../desk/people-shapes.ts'
import { api, Refusal } from '../api.ts'
import { pagesOf } from '../pages.ts'
import { staffRoleNames } from '../words.ts'

/** What every page about people gets. */
export interface PageProps {
  me: Me
  /** The session was renewed. */
  onMe: (me: Me) => void
  /** There is no session any more. */
  onGone: (notice: string) => void
}

/** Tells a lost session to the page, and any other refusal in words. */
export const wordsOf = (thrown: unknown, onGone: PageProps['onGone']): string => {
  if (thrown instanceof Refusal && thrown.status === 401 && thrown.details.secondFactor === undefined) {
    onGone('しばらく操作がなかったか、ログインの有効期限が切れました。もう一度ログインしてください。')
  }
  return thrown instanceof Refusal ? thrown.message : '処理できませんでした。'
}

/** Heading, ways to the other pages, and the page itself. */
export function PageFrame(
  props: Omit<PageProps, 'onMe'> & { title: string; children: ComponentChildren; alone?: boolean },
) {
  const { me } = props
  useEffect(() => {
    document.title = `${props.title} - 窓口 職員画面`
  }, [props.title])
  const open = pagesOf(me.permissions)
  return (
    <div class="people">
      <header class="top">
        <p class="brand">窓口 職員画面</p>
        {!props.alone && (
          <nav aria-label="画面">
            {open.map(({ href, label }) => (
              <a key={href} href={href} aria-current={location.pathname === href ? 'page' : undefined}>
                {label}
              </a>
            ))}
          </nav>
        )}
        <p class="who">
          {me.name}（{staffRoleNames[me.role]}）
        </p>
        <button
          type="button"
          class="quiet"
          onClick={() =>
            api.logout(me.csrf).then(
              () => props.onGone('ログアウトしました。'),
              (thrown) => wordsOf(thrown, props.onGone),
            )
          }
        >
          ログアウト
        </button>
      </header>
      <main>
        <h1>{props.title}</h1>
        {props.children}
      </main>
    </div>
  )
}
