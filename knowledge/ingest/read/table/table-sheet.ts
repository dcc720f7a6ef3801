/** A cell as text; empty where there is nothing. Dates are `YYYY-MM-DD` or `YYYY-MM-DDThh:mm+09:00`. */
export type Cell = string

export interface TableSheet {
  name: string
  rows: Cell[][]
  /** The number that the file gives to `rows[0]`, from 1. */
  firstRow: number
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetter(index: number): string {
  let letters = ''
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return letters
}
