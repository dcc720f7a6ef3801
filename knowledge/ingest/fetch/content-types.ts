import { mediaTypeOf } from '../media-type.ts'

/** Kinds of answers that can hold a page, a file or a sitemap; the readers look at the bytes themselves. */
const readable =
  /^(?:text\/(?:html|plain|csv|tab-separated-values|markdown|xml)|application\/(?:gzip|x-gzip|xhtml\+xml|pdf|xml|csv|octet-stream|force-download|x-download|msword|vnd\.ms-excel|vnd\.openxmlformats-officedocument\.(?:wordprocessingml\.document|spreadsheetml\.sheet)))$/

export const isReadableType = (contentType: string | undefined): boolean => {
  const type = mediaTypeOf(contentType)
  return type === '' || readable.test(type)
}

/** The name under which a download is offered, where it is; without any folder. */
export function fileNameOf(disposition: string | undefined): string | undefined {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  const plain = /filename\s*=\s*"?([^";]+)"?/i.exec(disposition ?? '')?.[1]
  const written = extended === undefined ? plain : decode(extended.trim())
  return written?.split(/[/\\]/).at(-1)?.trim() || undefined
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
