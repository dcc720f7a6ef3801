import { heldStates } from '../../../handoff/cases/transitions.ts'
import { backoffMs } from '../../../storage/backoff.ts'
import { eventsAfter, newestEventNumber } from '../../../storage/case-events.ts'
import { findOpenCase, openCasesOfDoor } from '../../../storage/cases.ts'
import { everLinked } from '../../../storage/conversation-links.ts'
import { findConversation } from '../../../storage/conversations.ts'
import { readFact, writeFact } from '../../../storage/facts.ts'
import type { Clock } from '../../../storage/ground/clock.ts'
import type { Logger } from '../../../storage/ground/logger.ts'
import type { Store } from '../../../storage/store.ts'
import { createWorkerPool, type Worker } from '../../../storage/worker-pool.ts'
import { type LineAccount, statusOf } from '../line-account.ts'
import { aliasOf } from './menu-definitions.ts'

export interface MenuKeeperOptions {
  store: Store
  clock: Clock
  logger: Logger
  account: Pick<LineAccount, 'menuOf' | 'link' | 'unlink'>
}

/** How far the journal of the desk has been followed. */
const CURSOR = 'line-menu-cursor'
const PAGE = 200
/** Each turn of the bot hints at the desk, and few of them change a menu. */
const GATHER_MS = 50
const isWithStaff = (state: string | null | undefined): boolean => heldStates.some((held) => held === state)

/** Nothing that trying again would mend: a user who is gone, a menu that was deleted. */
function isRefusal(thrown: unknown): boolean {
  const status = statusOf(thrown)
  return status !== undefined && status < 500 && ![401, 403, 429].includes(status)
}

/** Conversations to look at, and how far the journal is followed once that is done. */
interface Job {
  conversationIds: string[]
  upTo: number
}

/**
 * Shows the menu 「職員と相談中」 to those whom a member of staff has taken, and the usual one to everyone else. It follows
 * the journal of the desk from a stored place, so a link that could not be made is made later, after a restart too.
 * One call after the other stays far below LINE's 2,000 links a second; where no menu was set up it does nothing.
 */
export function createMenuKeeper({ store, clock, logger, account }: MenuKeeperOptions): Worker & {
  /** Links the menu anew for everyone who is with staff, for menus that were just made. */
  relinkAll(): Promise<void>
} {
  let failures = 0
  let notBefore = 0
  let menuId: string | undefined

  async function claim(): Promise<Job | undefined> {
    if (clock.now() < notBefore) return undefined
    const cursor = await readFact(store.database, CURSOR)
    if (cursor === undefined) {
      const upTo = await newestEventNumber(store.database)
      return { conversationIds: await everyoneWithACase(), upTo }
    }
    const events = await eventsAfter(store.database, Number(cursor), PAGE)
    const last = events.at(-1)
    if (!last) return undefined
    const moved = events.filter(({ from_state, to_state }) => isWithStaff(from_state) !== isWithStaff(to_state))
    // The entry names the conversation that the case has come to; the one that it has left is linked with it.
    const continued = events.filter(({ type }) => type === 'continued').map((event) => event.conversation_id)
    const left = continued.length === 0 ? [] : await everLinked(store.database, continued)
    return { conversationIds: [...new Set([...moved.map((event) => event.conversation_id), ...left])], upTo: last.id }
  }

  const everyoneWithACase = async (): Promise<string[]> =>
    (await openCasesOfDoor(store.database, 'line')).map((row) => row.conversation_id)

  async function run({ conversationIds, upTo }: Job): Promise<void> {
    try {
      for (const id of conversationIds) await settle(id)
      await store.transaction((unit) => writeFact(unit, CURSOR, String(upTo)))
      failures = 0
    } catch (thrown) {
      failures += 1
      notBefore = clock.now() + backoffMs(failures)
      logger.warn({ status: statusOf(thrown), failures }, 'a LINE menu could not be linked')
    }
  }

  const staffMenu = async (): Promise<string | undefined> => {
    menuId ??= await account.menuOf(aliasOf('withStaff'))
    return menuId
  }

  /** Brings one user's menu in line with their case as it is now, whatever happened in between. */
  async function settle(conversationId: string): Promise<void> {
    const conversation = await findConversation(store.database, conversationId)
    if (conversation?.door !== 'line') return
    const { conversationKey: userId } = conversation
    const withStaffNow = isWithStaff((await findOpenCase(store.database, conversationId))?.state)
    const remembered = menuId
    const id = await staffMenu()
    if (id === undefined) return
    const set = (menu: string) => (withStaffNow ? account.link(userId, menu) : account.unlink(userId))
    try {
      await set(id).catch(async (thrown: unknown) => {
        menuId = undefined
        // The menu may have been replaced since we asked for it.
        const now = remembered !== undefined && isRefusal(thrown) ? await staffMenu() : undefined
        if (now === undefined || now === id) throw thrown
        await set(now)
      })
    } catch (thrown) {
      if (!isRefusal(thrown)) throw thrown
      logger.info({ status: statusOf(thrown) }, 'LINE refused to change a menu')
    }
  }

  return {
    ...createWorkerPool<Job>({
      name: 'line-menus',
      store,
      topics: ['desk'],
      gatherMs: GATHER_MS,
      concurrency: 1,
      drainMs: 2_000,
      claim,
      run,
      logger,
    }),
    async relinkAll() {
      menuId = undefined
      for (const id of await everyoneWithACase()) await settle(id)
    },
  }
}
