import { createHash } from 'node:crypto'
import { headForm } from './header-row.ts'

/** Small letters, digits and hyphens of a text. What cannot be written so is told by eight digits of its hash, the same each time. */
export function slugOf(text: string): string {
  const folded = text.normalize('NFKC').toLowerCase().trim()
  const slug = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
  if (!/[^\x00-\x7f]/.test(folded)) return slug
  const hash = createHash('sha256').update(folded).digest('hex').slice(0, 8)
  return slug === '' ? hash : `${slug}-${hash}`
}

/** Fills `itabashi-{番号}` from the cells of a row; undefined where a cell it names is missing or empty. */
export function recordId(
  template: string,
  cellOf: (head: string) => string | undefined,
  row: number,
): string | undefined {
  let whole = true
  const filled = template.replace(/\{([^{}]+)\}/g, (_, head: string) => {
    const slug = headForm(head) === 'row' ? String(row) : slugOf(cellOf(head) ?? '')
    if (slug === '') whole = false
    return slug
  })
  const id = filled.replace(/-{2,}/g, '-').replace(/^-+|-+$/g, '')
  return whole && id !== '' ? id : undefined
}
