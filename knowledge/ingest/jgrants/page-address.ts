const portal = 'jgrants-portal.go.jp'

/** The page of a subsidy for people. `given` is taken only as an https address of Jグランツ itself. */
export function pageAddress(id: string, given: string | undefined): { url: string; refused: boolean } {
  const own = `https://www.${portal}/subsidy/${id}`
  if (given === undefined) return { url: own, refused: false }
  const url = URL.parse(given.trim())
  const trusted =
    url?.protocol === 'https:' &&
    (url.hostname === portal || url.hostname.endsWith(`.${portal}`)) &&
    url.username === '' &&
    url.password === '' &&
    url.port === '' &&
    /^\/[\w/-]+$/.test(url.pathname)
  return trusted ? { url: `${url.origin}${url.pathname}`, refused: false } : { url: own, refused: true }
}
