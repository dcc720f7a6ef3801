import type { DocumentSection } from '../../../record/document-body.ts'
import { type RecordLanguage, recordLanguages } from '../../../record/schema.ts'
import type { Flag } from '../../reading.ts'
import { lineOf } from './parse-html.ts'

const mostLinks = 5_000
const siteName =
  /(?:ホームページ|公式|サイト|ウェブ|ポータル|Web|HP|[都道府県市区町村])$|^(?:ホーム|トップ)|official|city|ward/i
const notFound =
  /(?:ページ|ファイル|記事)(?:が|は)(?:見つかりません|見つかりませんでした|存在しません|ありません|削除されました)|お探しの(?:ページ|ファイル|記事)|(?:^|\s|[(（:：|-])404(?:$|\s|[)）:：|-])|not\s+found/i
const longestTitle = 120
const littleText = 600
const littleBesideLogin = 300

const separators = /(\s*[|｜]\s*|\s+[-–—−:：／/»<>＜＞]\s+|\s*[＜>＞»]\s*)/
const siteAtStart = /ホームページ|公式サイト|ポータル|^.{1,6}[都道府県市区町村]$/

/** 「補助金のご案内｜板橋区公式ホームページ」 without the name of the site, at either end. */
export function withoutSiteName(title: string, site?: string): string {
  // Parts at even places, what separates them at odd ones.
  const parts = title.split(separators)
  const is = (part: string | undefined, names: RegExp) => part === '' || part === site || names.test(part ?? '')
  while (parts.length > 1 && is(parts.at(-1), siteName)) parts.splice(-2)
  while (parts.length > 1 && is(parts[0], siteAtStart)) parts.splice(0, 2)
  return parts.join('').trim()
}

const meta = (document: Document, name: string): string | undefined =>
  document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content')?.trim() || undefined

/** The first heading of the text, or of what is left beside it; else what the page says of itself, without the name of the site. */
export function titleOf(document: Document, main: Element): string {
  const site = meta(document, 'og:site_name')
  const said = lineOf(document.querySelector('title'))
  const headings = [main, document].flatMap((part) => [...part.querySelectorAll('h1')].map(lineOf))
  const heading = headings.find((text) => text !== '' && text !== site && text.length <= longestTitle)
  return heading ?? withoutSiteName(meta(document, 'og:title') ?? said, site)
}

export function languageOf(document: Document): RecordLanguage {
  const said = (document.documentElement.getAttribute('lang') ?? meta(document, 'content-language') ?? '')
    .slice(0, 2)
    .toLowerCase()
  return recordLanguages.find((language) => language === said) ?? 'ja'
}

/** Absolute http and https addresses in their order, each once, without what stands behind `#`. */
export function linksOf(document: Document, url: string): string[] {
  const at = (href: string, from: string) => (URL.canParse(href, from) ? new URL(href, from) : undefined)
  const base = at(document.querySelector('base[href]')?.getAttribute('href') ?? '', url)?.href ?? url
  const links = new Set<string>()
  for (const anchor of document.querySelectorAll('a[href], area[href]')) {
    const link = at((anchor.getAttribute('href') ?? '').trim(), base)
    if (!link || !/^https?:$/.test(link.protocol) || links.size >= mostLinks) continue
    link.hash = ''
    links.add(link.href)
  }
  return [...links]
}

/** True where the page asks for a password; to be asked before forms are taken out. */
export const asksForPassword = (document: Document): boolean =>
  document.querySelector('input[type="password" i]') !== null

/** A login form or an error told with status 200 is no page to publish. */
export function notAPageFlags(titles: readonly string[], sections: readonly DocumentSection[], login: boolean): Flag[] {
  const length = sections.reduce((sum, section) => sum + section.text.length, 0)
  const flags: Flag[] = []
  if (login && length < littleBesideLogin) {
    flags.push({ kind: 'not-a-page', detail: 'ログイン画面のようです（パスワードの入力欄があります）' })
  }
  const told = [...titles, ...sections.flatMap((section) => section.trail)].find((text) =>
    notFound.test(text.normalize('NFKC')),
  )
  const lost =
    told ?? (length < 200 ? sections.map((section) => section.text).find((text) => notFound.test(text)) : undefined)
  if (lost !== undefined && length < littleText) {
    flags.push({ kind: 'not-a-page', detail: `「見つかりません」というページのようです: 「${lost.slice(0, 40)}」` })
  }
  return flags
}
