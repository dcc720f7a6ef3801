import { useState } from 'preact/hooks'

/** Rows that a lead picks to do one thing to all of them. */
export function usePicking() {
  const [on, setOn] = useState(false)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  return {
    on,
    picked,
    toggleMode: () => {
      setOn(!on)
      setPicked(new Set())
    },
    toggle: (id: string) => {
      const next = new Set(picked)
      if (!next.delete(id)) next.add(id)
      setPicked(next)
    },
    pick: (ids: readonly string[]) => setPicked(new Set(ids)),
  }
}

export type Picking = ReturnType<typeof usePicking>
