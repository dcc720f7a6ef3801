import { useEffect, useState } from 'preact/hooks'
import type { ChatState } from '../chat.ts'
import type { Tap } from './thread.tsx'
import { words } from './words.ts'

/** The menu under the chat: a picture with places to tap, and the bar that opens and closes it. */
export function RichMenuView({ menu, onTap }: { menu: NonNullable<ChatState['menu']>; onTap: Tap }) {
  const [open, setOpen] = useState(menu.menu.selected)
  // Another menu opens by itself where it says so.
  useEffect(() => setOpen(menu.menu.selected), [menu.id, menu.menu.selected])
  const { size, areas, chatBarText } = menu.menu
  const percent = (part: number, whole: number) => `${(part / whole) * 100}%`
  return (
    <div class="menu" data-own={menu.own ? '' : undefined}>
      <button type="button" class="menu-bar" aria-expanded={open} onClick={() => setOpen(!open)}>
        {chatBarText} <span aria-hidden="true">{open ? '▾' : '▴'}</span>
        <span class="hidden">{open ? words.closeMenu : words.openMenu}</span>
      </button>
      {open ? (
        <div class="menu-picture">
          <img src={`/menus/${menu.id}`} alt="" width={size.width} height={size.height} />
          {areas.map(({ bounds, action }) => (
            <button
              key={`${bounds.x},${bounds.y}`}
              type="button"
              aria-label={action.label}
              style={{
                left: percent(bounds.x, size.width),
                top: percent(bounds.y, size.height),
                width: percent(bounds.width, size.width),
                height: percent(bounds.height, size.height),
              }}
              onClick={() => onTap(action)}
            />
          ))}
        </div>
      ) : null}
    </div>
  )
}
