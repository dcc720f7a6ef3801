import { createHash } from 'node:crypto'
import type { messagingApi } from '@line/bot-sdk'
import { wordsThatReachBot, wordsThatReachStaff } from '../../../handoff/texts.ts'
import { menuTexts } from './texts.ts'

export type MenuRole = 'everyone' | 'withStaff'

export interface MenuCell {
  label: string
  /** Small words under the label. */
  note?: string
  /** What a tap says, in the user's name. */
  words: string
  /** A path in a square of 24, drawn as a line. */
  icon: string
}

export interface MenuDefinition {
  role: MenuRole
  chatBarText: string
  width: number
  height: number
  /** A line across the top, above the cells. */
  banner?: string
  columns: number
  cells: readonly MenuCell[]
}

/** In pixels from the upper left corner. */
export type MenuBounds = Required<messagingApi.RichMenuBounds>

/** Raise it whenever the drawing changes: the menus are then made anew. */
const DRAWING_VERSION = 1
/** Height of the banner in pixels. */
export const BANNER_HEIGHT = 243

const icons = {
  coin: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M8.5 7.5 12 12l3.5-4.5M12 12v5M9 12h6M9 14.5h6',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M8.5 15l2.5 2.5 4.5-4.5',
  lab: 'M9 3h6M10 3v6l-5.5 9.5A1.7 1.7 0 0 0 6 21h12a1.7 1.7 0 0 0 1.5-2.5L14 9V3M7.5 15h9',
  bulb: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.6.5 1 1.2 1 2.1h5c0-.9.4-1.6 1-2.1A6 6 0 0 0 12 3',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 21c.6-4 3.4-6 7.5-6s6.9 2 7.5 6',
  question: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M9.4 9.5a2.6 2.6 0 1 1 3.9 2.3c-.9.5-1.3 1-1.3 2.2M12 16.9v.2',
  close: 'M5 5l14 14M19 5L5 19',
  robot: 'M5 9h14v10H5zM12 5v4M9.5 13v1.5M14.5 13v1.5M12 3.6v.2M3 12v4M21 12v4',
} as const

export const menuDefinitions: readonly MenuDefinition[] = [
  {
    role: 'everyone',
    chatBarText: menuTexts.bar,
    width: 2500,
    height: 1686,
    columns: 3,
    cells: [
      { ...menuTexts.grants, icon: icons.coin },
      { ...menuTexts.openNow, icon: icons.calendar },
      { ...menuTexts.research, icon: icons.lab },
      { ...menuTexts.patents, icon: icons.bulb },
      { ...menuTexts.staff, words: wordsThatReachStaff, icon: icons.person },
      { ...menuTexts.help, icon: icons.question },
    ],
  },
  {
    role: 'withStaff',
    chatBarText: menuTexts.barWithStaff,
    width: 2500,
    height: 843,
    banner: menuTexts.bannerWithStaff,
    columns: 2,
    cells: [
      { ...menuTexts.end, icon: icons.close },
      { ...menuTexts.backToBot, words: wordsThatReachBot, icon: icons.robot },
    ],
  },
]

/** Where the cells lie, in the order of the definition, side by side and row by row, without gaps. */
export function cellBounds({ width, height, banner, columns, cells }: MenuDefinition): MenuBounds[] {
  const top = banner === undefined ? 0 : BANNER_HEIGHT
  const rows = Math.ceil(cells.length / columns)
  const edge = (part: number, parts: number, length: number) => Math.round((part * length) / parts)
  return cells.map((_cell, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)]
    const [x, y] = [edge(column, columns, width), top + edge(row, rows, height - top)]
    return {
      x,
      y,
      width: edge(column + 1, columns, width) - x,
      height: top + edge(row + 1, rows, height - top) - y,
    }
  })
}

/** The start of the names of our menus; menus of other tools are left alone. */
export const OUR_PREFIX = 'madoguchi:'

/** An alias points to the menu in use: it can be set only once the menu has its picture. */
export const aliasOf = (role: MenuRole): string => `madoguchi-${role.toLowerCase()}`

/** As LINE takes it. The name holds a hash of all that the user sees: another name is another menu. */
export function toRichMenu(definition: MenuDefinition): messagingApi.RichMenuRequest {
  const { role, chatBarText, width, height, cells } = definition
  const bounds = cellBounds(definition)
  const hash = createHash('sha256')
    .update(JSON.stringify([DRAWING_VERSION, definition]))
    .digest('hex')
    .slice(0, 12)
  return {
    size: { width, height },
    // Open at once while staff are there: it says who is talking.
    selected: true,
    name: `${OUR_PREFIX}${role}:${hash}`,
    chatBarText,
    areas: cells.flatMap(({ label, words }, index) => {
      const at = bounds[index]
      return at ? [{ bounds: at, action: { type: 'message' as const, label, text: words } }] : []
    }),
  }
}
