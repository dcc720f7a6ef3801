const title = '窓口 職員画面'

const mark = (count: number): string => (count > 99 ? '99+' : String(count))

/** The window's own sign, with the number on it while something waits. */
const icon = (count: number): string => {
  const number =
    count === 0
      ? ''
      : `<circle cx="43" cy="21" r="21" fill="#c62f27"/><text x="43" y="30" font-size="${count > 99 ? 18 : 26}" font-weight="700" text-anchor="middle" font-family="sans-serif" fill="#fff">${mark(count)}</text>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="14" fill="#0b5a8a"/><path d="M14 24h36M14 50V18h36v32M32 18v32" stroke="#fff" stroke-width="5" fill="none"/>${number}</svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Shows how much waits in the title of the tab, 「(3) …」, and on its icon. */
export function showBadge(count: number): void {
  document.title = count > 0 ? `(${mark(count)}) ${title}` : title
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  if (link) link.href = icon(count)
}
