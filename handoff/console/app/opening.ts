import type { Opening } from '../../desk/opening.ts'

/** What the page brought along, once: later it is old. Undefined where the page must ask for itself. */
export function takeOpening(): Opening | undefined {
  const block = document.getElementById('opening')
  block?.remove()
  return block ? (JSON.parse(block.textContent ?? '') as Opening) : undefined
}
