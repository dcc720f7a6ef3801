/** `text/html` of 「text/html; charset=UTF-8」, in small letters; empty where nothing is said. */
export const mediaTypeOf = (contentType: string | undefined): string =>
  contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
