import type { texts } from '../texts.ts'

/**
 * The fixed words of the consultant in another language, by their key in `texts`; a function gets what stands in the
 * places of the Japanese text.
 */
export type Phrases = { readonly [Key in keyof typeof texts]?: string | ((...parts: string[]) => string) }
