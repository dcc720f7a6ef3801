/** A browser without pages: keeps cookies by host name, as browsers do whatever the port, and follows when told to. */
export function createCookieBrowser() {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (url: URL) => {
    const jar = jars.get(url.hostname) ?? new Map<string, string>()
    jars.set(url.hostname, jar)
    return jar
  }

  const request = async (address: string | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(address)
    const jar = jarOf(url)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
      headers: { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) },
    })
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (name === undefined) continue
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(set)) jar.delete(name)
      else jar.set(name, value ?? '')
    }
    return response
  }
  /** Where an answer leads, absolute. */
  const leadsTo = (response: Response, from: string | URL): URL => new URL(response.headers.get('location') ?? '', from)

  return {
    request,
    leadsTo,
    /** Drops the cookies of a host. */
    forget: (hostname: string) => void jars.delete(hostname),
    /** Takes one cookie out of the jar, and returns what it held. */
    takeCookie(hostname: string, name: string): string | undefined {
      const value = jars.get(hostname)?.get(name)
      jars.get(hostname)?.delete(name)
      return value
    },
    /** Follows redirects until one leads to an address that begins with `stop`, or an answer is no redirect. */
    async follow(address: string | URL, stop: string): Promise<URL> {
      let url = new URL(address)
      for (let hops = 0; hops < 12; hops += 1) {
        if (url.href.startsWith(stop)) return url
        const response = await request(url)
        if (response.status < 300 || response.status > 399) return url
        url = leadsTo(response, url)
      }
      throw new Error('redirected without end')
    },
  }
}

export type CookieBrowser = ReturnType<typeof createCookieBrowser>

/** Logs in as `subject` on the provider's own pages, and consents. Returns the way back, not yet walked. */
export async function signOnAtProvider(
  browser: CookieBrowser,
  address: string | URL,
  subject: string,
  backAddress: string,
): Promise<URL> {
  let url = await browser.follow(address, backAddress)
  const answers = { login: { prompt: 'login', login: subject, password: 'any' }, consent: { prompt: 'consent' } }
  for (let pages = 0; pages < 5 && !url.href.startsWith(backAddress); pages += 1) {
    const page = await (await browser.request(url)).text()
    const fields = page.includes('value="login"') ? answers.login : answers.consent
    const action = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', url)
    const answer = await browser.request(action, { method: 'POST', body: new URLSearchParams(fields) })
    url = await browser.follow(browser.leadsTo(answer, action), backAddress)
  }
  return url
}
