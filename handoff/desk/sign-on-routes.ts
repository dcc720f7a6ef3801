import type { HttpRequest, HttpResponse, Route } from '../../storage/ground/http-route.ts'
import { readSession } from '../staff/sessions.ts'
import { BACK_PATH, beginSignOn, finishSignOn, type SignOnHouse, SignOnRefused } from '../staff/sign-on.ts'
import { originOf } from './session-answer.ts'
import { createSignOnCookie, type SessionCookie } from './session-cookie.ts'

/** Pages of the console only: no address of another site. */
const readReturnTo = (to: string | null): string =>
  to !== null && /^\/desk(?:\/[a-z]{1,20})?$/.test(to) ? to : '/desk'

const redirect = (location: string, cookies: string[]): HttpResponse => ({
  status: 303,
  headers: { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'set-cookie': cookies },
})

/** The way to the identity provider and back, walked by the browser itself. */
export function signOnRoutes(house: SignOnHouse & { publicUrl: string | undefined; cookie: SessionCookie }): Route[] {
  const { cookie } = house
  const signOnCookie = createSignOnCookie(house.publicUrl)

  const orExplain = async (work: () => Promise<HttpResponse>): Promise<HttpResponse> => {
    try {
      return await work()
    } catch (thrown) {
      if (!(thrown instanceof SignOnRefused)) throw thrown
      return redirect(`/desk?sign-on=${thrown.why}`, [signOnCookie.clear()])
    }
  }
  const begin = (request: HttpRequest) =>
    orExplain(async () => {
      const again = request.query.has('again')
      const token = cookie.read(request)
      const former = again ? await readSession(house.store, token, true) : undefined
      if (again && former === undefined) throw new SignOnRefused('expired')
      const returnTo = readReturnTo(request.query.get('to'))
      const { address, browser } = await beginSignOn(house, { former, token, returnTo })
      return redirect(address.href, [signOnCookie.set(browser)])
    })
  const back = (request: HttpRequest) =>
    orExplain(async () => {
      const { query } = request
      const returned = { query, browser: signOnCookie.read(request), origin: originOf(request) }
      const { opened, returnTo } = await finishSignOn(house, returned)
      return redirect(returnTo, [cookie.set(opened.token), signOnCookie.clear()])
    })
  return [
    { method: 'GET', path: '/desk/sign-on', handler: begin },
    { method: 'GET', path: BACK_PATH, handler: back },
  ]
}
