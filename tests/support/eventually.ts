import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until `condition` holds; throws when it does not within `withinMs`. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  withinMs = 10_000,
  what = 'the awaited thing',
): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`${what} did not happen within ${withinMs} ms`)
    await sleep(10)
  }
}
