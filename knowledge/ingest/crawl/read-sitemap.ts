import { gunzipSync } from 'node:zlib'
import { XMLParser } from 'fast-xml-parser'
import { decodeText } from '../read/text/decode-text.ts'

const mostBytes = 50 * 1024 * 1024
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
const locations = (entries: unknown): string[] =>
  list(entries).flatMap((entry) => {
    const location = member(entry, 'loc')
    return typeof location === 'string' ? [location.trim()] : []
  })

/** Addresses of pages and of further sitemaps; undefined where it is no sitemap. Packed ones (.gz) are unpacked. */
export function readSitemap(bytes: Uint8Array): { pages: string[]; sitemaps: string[] } | undefined {
  try {
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b
    const text = decodeText(packed ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes, 'text/xml').text
    // No sitemap declares a document type; entities of its own are a way to grow without end.
    if (/<!DOCTYPE/i.test(text)) return undefined
    const parsed: unknown = new XMLParser({ removeNSPrefix: true, parseTagValue: false }).parse(text)
    const [pages, sitemaps] = [member(parsed, 'urlset'), member(parsed, 'sitemapindex')]
    if (pages === undefined && sitemaps === undefined) return undefined
    return { pages: locations(member(pages, 'url')), sitemaps: locations(member(sitemaps, 'sitemap')) }
  } catch {
    return undefined
  }
}
