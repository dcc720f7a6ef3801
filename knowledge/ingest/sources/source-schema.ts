import { z } from 'zod'
import { confidenceLevels, recordSchema } from '../../record/schema.ts'

const text = z.string().trim().min(1)
const address = z.url({ protocol: /^https?$/ })
/** `*` stands for anything; matched against path and query, or the whole address when it begins with http. */
const patterns = z.array(text).default([])
const hostAndPort = z.string().regex(/^(?:[a-z0-9.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/i, {
  message: '「192.168.1.10:8080」のように、ホストとポート番号で書いてください',
})

const common = {
  /** Begins the ids of its records. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '小文字の英数字とハイフンで書いてください'),
  operator: text.optional(),
  purposes: z.array(text).default([]),
  licence: text.optional(),
  confidence: z.enum(confidenceLevels).default('medium'),
  /** What the pages are, as a source. */
  sourceKind: recordSchema.shape.sources.element.shape.kind.default('official'),
  /** Addresses inside the house's own network that may be read all the same. */
  allowPrivate: z.array(hostAndPort).default([]),
}
const place = { level: text, areas: z.array(text).min(1) }
/** The mapping itself, or the file that holds it, relative to the sources file. */
const mapping = z.union([text, z.record(z.string(), z.unknown())]).optional()
const scope = { include: patterns, exclude: patterns, maxPages: z.number().int().min(1).max(5000).default(200) }

export const sourceSchema = z.discriminatedUnion('kind', [
  /** A web site, from its start page along its links. */
  z.strictObject({
    kind: z.literal('site'),
    ...common,
    ...place,
    ...scope,
    start: address,
    depth: z.number().int().min(0).max(10).default(3),
  }),
  /** The pages that a sitemap names. */
  z.strictObject({ kind: z.literal('sitemap'), ...common, ...place, ...scope, url: address }),
  /** Pages and files one by one; tables by the mapping. */
  z.strictObject({
    kind: z.literal('pages'),
    ...common,
    ...place,
    urls: z.array(address).min(1).max(5000),
    mapping,
  }),
  /** A file, or a folder of files, of this machine. */
  z.strictObject({ kind: z.literal('file'), ...common, ...place, path: text, url: address.optional(), mapping }),
  /** Open calls of Jグランツ. */
  z.strictObject({
    kind: z.literal('jgrants'),
    ...common,
    url: address.default('https://api.jgrants-portal.go.jp/exp'),
    keywords: z.array(text).min(1),
    /** Calls that are still to come as well. */
    upcoming: z.boolean().default(false),
  }),
])

export const sourcesFileSchema = z.strictObject({
  /** Said to the sites that are read, so that they can reach the office. */
  contact: text.optional(),
  sources: z.array(sourceSchema).min(1),
})

export type SourceOf<Kind extends Source['kind']> = Extract<Source, { kind: Kind }>
export type Source = z.infer<typeof sourceSchema>
export type CrawledSource = SourceOf<'site' | 'sitemap' | 'pages'>
export type DocumentSource = SourceOf<'site' | 'sitemap' | 'pages' | 'file'>
