/** A list of whole numbers (0 to 2^32 − 1) at four bytes each, grown by halves: what a list of many millions needs. */
export interface GrowingNumbers {
  push(value: number): void
  readonly length: number
  /** The numbers so far; valid until the next push. */
  view(): Uint32Array
}

export function growingNumbers(capacity = 1024): GrowingNumbers {
  let numbers = new Uint32Array(capacity)
  let length = 0
  return {
    push(value) {
      if (length === numbers.length) {
        const larger = new Uint32Array(Math.ceil(numbers.length * 1.5))
        larger.set(numbers)
        numbers = larger
      }
      numbers[length] = value
      length += 1
    },
    get length() {
      return length
    },
    view: () => numbers.subarray(0, length),
  }
}
