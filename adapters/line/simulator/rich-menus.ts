import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Answer, Operation } from './answers.ts'
import { notFound, readObject, refusal } from './answers.ts'
import { actionWith, clusters } from './message-rules.ts'
import { pictureSize } from './picture-size.ts'

/** What LINE demands of a menu: https://developers.line.biz/en/reference/messaging-api/#rich-menu-object */
const menuSchema = z
  .strictObject({
    size: z.strictObject({ width: z.number().int().min(800).max(2500), height: z.number().int().min(250) }),
    selected: z.boolean(),
    name: clusters(1, 300),
    chatBarText: clusters(1, 14),
    areas: z
      .array(
        z.strictObject({
          bounds: z.strictObject({
            x: z.number().int().nonnegative(),
            y: z.number().int().nonnegative(),
            width: z.number().int().positive(),
            height: z.number().int().positive(),
          }),
          action: actionWith(clusters(1, 20).optional()),
        }),
      )
      .max(20),
  })
  .refine(({ size }) => size.width / size.height >= 1.45, 'the width must be at least 1.45 times the height')
  .refine(
    ({ size, areas }) =>
      areas.every(({ bounds }) => bounds.x + bounds.width <= size.width && bounds.y + bounds.height <= size.height),
    'an area must lie inside the menu',
  )

export type RichMenu = z.infer<typeof menuSchema>

const IMAGE_BYTES = 1024 * 1024
const MENU_LIMIT = 1000
/** Creating and deleting are limited to this many in an hour, each. */
const HOURLY_LIMIT = 100
const HOUR_MS = 3_600_000

interface Entry {
  menu: RichMenu
  image: { type: string; bytes: Buffer } | undefined
}

/** The menus of an account: made, given a picture, linked to all or to one. */
export function createRichMenus(now: () => number) {
  const menus = new Map<string, Entry>()
  const aliases = new Map<string, string>()
  const byUser = new Map<string, string>()
  const spent = { create: [] as number[], delete: [] as number[] }
  let standard: string | undefined

  const tooMany = (kind: 'create' | 'delete'): Answer | undefined => {
    const recent = spent[kind].filter((at) => now() - at < HOUR_MS)
    spent[kind] = [...recent, now()]
    return recent.length >= HOURLY_LIMIT
      ? { status: 429, body: { message: 'The API rate limit has been exceeded. Try again later.' } }
      : undefined
  }

  const shown = (richMenuId: string, { menu }: Entry) => ({ richMenuId, ...menu })
  const withMenu = (id: string | undefined, act: (entry: Entry, id: string) => Answer): Answer => {
    const entry = id === undefined ? undefined : menus.get(id)
    return entry && id !== undefined ? act(entry, id) : notFound('richmenu not found')
  }
  const done: Answer = { status: 200, body: {} }
  const linkable = ({ image }: Entry): boolean => image !== undefined
  const noImage = refusal('must upload richmenu image before applying it to user')

  function create(raw: Buffer): Answer {
    const refused = tooMany('create')
    if (refused) return refused
    const result = menuSchema.safeParse(readObject(raw))
    if (!result.success) return refusal(result.error.issues[0]?.message ?? 'invalid', result.error.issues)
    if (menus.size >= MENU_LIMIT) return refusal('The maximum number of rich menus has been reached')
    const richMenuId = `richmenu-${randomBytes(16).toString('hex')}`
    menus.set(richMenuId, { menu: result.data, image: undefined })
    return { status: 200, body: { richMenuId } }
  }

  function upload(entry: Entry, type: string, bytes: Buffer): Answer {
    if (entry.image) return refusal('An image has already been uploaded to the richmenu')
    if (!/^image\/(png|jpeg)$/.test(type)) return { status: 415, body: { message: 'Unsupported media type' } }
    if (bytes.length > IMAGE_BYTES) return { status: 413, body: { message: 'Request entity too large' } }
    const size = pictureSize(bytes)
    const { width, height } = entry.menu.size
    if (size?.width !== width || size.height !== height) return refusal('The image size is invalid')
    entry.image = { type, bytes }
    return done
  }

  const operations: Operation[] = [
    { method: 'POST', path: /^\/v2\/bot\/richmenu$/, handle: ({ raw }) => create(raw) },
    {
      method: 'GET',
      path: /^\/v2\/bot\/richmenu\/list$/,
      handle: () => ({ status: 200, body: { richmenus: [...menus].map(([id, entry]) => shown(id, entry)) } }),
    },
    {
      method: 'POST',
      path: /^\/v2\/bot\/richmenu\/alias$/,
      handle: ({ raw }) => {
        const { richMenuAliasId, richMenuId } = readObject(raw) ?? {}
        if (typeof richMenuAliasId !== 'string' || !/^[\w-]{1,32}$/.test(richMenuAliasId))
          return refusal('invalid alias')
        if (aliases.has(richMenuAliasId)) return refusal('conflict richmenu alias id')
        return withMenu(String(richMenuId), (entry, id) => {
          if (!linkable(entry)) return noImage
          aliases.set(richMenuAliasId, id)
          return done
        })
      },
    },
    {
      method: 'GET',
      path: /^\/v2\/bot\/richmenu\/alias\/(?<alias>[\w-]+)$/,
      handle: (_request, { alias = '' }) => {
        if (alias === 'list') {
          const all = [...aliases].map(([richMenuAliasId, richMenuId]) => ({ richMenuAliasId, richMenuId }))
          return { status: 200, body: { aliases: all } }
        }
        const richMenuId = aliases.get(alias)
        return richMenuId === undefined
          ? notFound('richmenu alias not found')
          : { status: 200, body: { richMenuAliasId: alias, richMenuId } }
      },
    },
    {
      method: 'POST',
      path: /^\/v2\/bot\/richmenu\/alias\/(?<alias>[\w-]+)$/,
      handle: ({ raw }, { alias = '' }) => {
        if (!aliases.has(alias)) return notFound('richmenu alias not found')
        return withMenu(String(readObject(raw)?.richMenuId), (entry, id) => {
          if (!linkable(entry)) return noImage
          aliases.set(alias, id)
          return done
        })
      },
    },
    {
      method: 'GET',
      path: /^\/v2\/bot\/richmenu\/(?<id>richmenu-\w+)$/,
      handle: (_request, { id }) => withMenu(id, (entry, known) => ({ status: 200, body: shown(known, entry) })),
    },
    {
      method: 'DELETE',
      path: /^\/v2\/bot\/richmenu\/(?<id>richmenu-\w+)$/,
      handle: (_request, { id }) =>
        tooMany('delete') ??
        withMenu(id, (_entry, known) => {
          menus.delete(known)
          for (const links of [aliases, byUser]) for (const [key, to] of links) if (to === known) links.delete(key)
          if (standard === known) standard = undefined
          return done
        }),
    },
    {
      method: 'POST',
      path: /^\/v2\/bot\/richmenu\/(?<id>richmenu-\w+)\/content$/,
      handle: ({ raw, headers }, { id }) =>
        withMenu(id, (entry) => upload(entry, String(headers['content-type']), raw)),
    },
    {
      method: 'GET',
      path: /^\/v2\/bot\/user\/all\/richmenu$/,
      handle: () =>
        standard === undefined ? notFound('no default richmenu') : { status: 200, body: { richMenuId: standard } },
    },
    {
      method: 'POST',
      path: /^\/v2\/bot\/user\/(?<user>all|U[0-9a-f]{32})\/richmenu\/(?<id>richmenu-\w+)$/,
      handle: (_request, { user = '', id }) =>
        withMenu(id, (entry, known) => {
          if (!linkable(entry)) return noImage
          if (user === 'all') standard = known
          else byUser.set(user, known)
          return done
        }),
    },
    {
      method: 'DELETE',
      path: /^\/v2\/bot\/user\/(?<user>all|U[0-9a-f]{32})\/richmenu$/,
      handle: (_request, { user = '' }) => {
        if (user === 'all') standard = undefined
        else byUser.delete(user)
        return done
      },
    },
  ]

  return {
    operations,
    /** What the user sees under the chat: their own menu, else the default one. */
    shownTo(userId: string): { id: string; menu: RichMenu; own: boolean } | undefined {
      const own = byUser.get(userId)
      const id = own ?? standard
      const entry = id === undefined ? undefined : menus.get(id)
      return id !== undefined && entry ? { id, menu: entry.menu, own: own !== undefined } : undefined
    },
    imageOf: (id: string) => menus.get(id)?.image,
    count: () => menus.size,
  }
}

export type RichMenus = ReturnType<typeof createRichMenus>
