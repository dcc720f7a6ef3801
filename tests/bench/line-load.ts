import { setTimeout as wait } from 'node:timers/promises'

/** Signed bodies, posted at a steady rate whatever comes back. */
export interface LineLoad {
  url: string
  perSecond: number
  posts: { body: string; signature: string }[]
}

/** Counted for a post that was not answered with 200. */
const GIVEN_UP_MS = 10_000

// A process of its own: what the stand-in has to do for the house must not be taken for a slow webhook.
process.on('message', async ({ url, perSecond, posts }: LineLoad) => {
  const taken: Promise<number>[] = []
  const began = performance.now()
  for (const [count, { body, signature }] of posts.entries()) {
    const dueIn = began + (count * 1_000) / perSecond - performance.now()
    if (dueIn > 0) await wait(dueIn)
    const sentAt = performance.now()
    const headers = { 'content-type': 'application/json; charset=utf-8', 'x-line-signature': signature }
    taken.push(
      fetch(url, { method: 'POST', headers, body }).then(
        async (response) => {
          await response.arrayBuffer()
          return response.status === 200 ? performance.now() - sentAt : GIVEN_UP_MS
        },
        () => GIVEN_UP_MS,
      ),
    )
  }
  process.send?.(await Promise.all(taken))
})
