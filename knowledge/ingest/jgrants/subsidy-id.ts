/** Identifiers as Salesforce makes them: up to 18 letters and digits, in which `a` and `A` differ. */
export const subsidyId = /^[A-Za-z0-9]{1,18}$/

/**
 * The record's id. Small letters alone would let two subsidies fall together, so the places of the capitals follow as
 * a number in base 36, one bit a letter: `aB1` → `jgrants-ab1-2`. Two identifiers never share one.
 */
export function recordIdOf(id: string): string {
  const capitals = [...id].reduce((bits, letter, place) => bits + (/[A-Z]/.test(letter) ? 2 ** place : 0), 0)
  return `jgrants-${id.toLowerCase()}-${capitals.toString(36)}`
}
