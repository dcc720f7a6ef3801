type Sizes = Readonly<Record<string, number>>

// The named sizes in pixels as LINE's apps draw them: https://developers.line.biz/en/docs/messaging-api/flex-message-layout/
export const textSizes: Sizes = { xxs: 11, xs: 13, sm: 14, md: 16, lg: 19, xl: 22, xxl: 29 }
export const spacings: Sizes = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 }
export const paddings: Sizes = spacings
export const radii: Sizes = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 }
export const widths: Sizes = { nano: 120, micro: 160, deca: 220, hecto: 241, kilo: 260, mega: 300, giga: 386 }

/** `md`, `12px` or `5%` as a CSS length; 0 for what is absent or unknown. */
export function toLength(value: string | undefined, named: Sizes): string {
  if (value === undefined) return '0'
  const size = named[value]
  if (size !== undefined) return `${size}px`
  return /^\d+(\.\d+)?(px|%)$/.test(value) ? value : '0'
}
