import { useState } from 'preact/hooks'

/** How wide the list and the details are, in pixels, and whether they are open. */
export interface Panes {
  queue: number
  panel: number
  queueOpen: boolean
  panelOpen: boolean
}

/** The narrowest and the widest that a pane may be. */
export const paneLimits = { queue: { least: 220, most: 520 }, panel: { least: 240, most: 600 } } as const
export type PaneName = keyof typeof paneLimits

const KEY = 'madoguchi.panes'
/** From this width on there is room for all three. */
const ROOM_FOR_PANEL = 1200

function readPanes(): Panes {
  const standard: Panes = { queue: 300, panel: 300, queueOpen: true, panelOpen: innerWidth >= ROOM_FOR_PANEL }
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const kept = typeof stored === 'object' && stored !== null ? { ...standard, ...stored } : standard
    // Over a narrow page the details would lie on the talk: there they are opened by hand.
    return { ...kept, panelOpen: kept.panelOpen && innerWidth >= ROOM_FOR_PANEL }
  } catch {
    return standard
  }
}

function keepPanes(panes: Panes): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(panes))
  } catch {
    // A full or forbidden storage: they hold until the page is closed.
  }
}

/** The panes of this person on this machine. */
export function usePanes() {
  const [panes, setPanes] = useState(readPanes)
  // A key may be older than the last change: what it changes is what stands by then.
  const change = (changesOf: (before: Panes) => Partial<Panes>) =>
    setPanes((before) => {
      const next = { ...before, ...changesOf(before) }
      keepPanes(next)
      return next
    })
  return {
    ...panes,
    resize: (name: PaneName, width: number) => {
      const { least, most } = paneLimits[name]
      change(() => ({ [name]: Math.round(Math.min(most, Math.max(least, width))) }))
    },
    toggleQueue: () => change(({ queueOpen }) => ({ queueOpen: !queueOpen })),
    togglePanel: () => change(({ panelOpen }) => ({ panelOpen: !panelOpen })),
  }
}
