import { XMLParser } from 'fast-xml-parser'
import { mostUnpackedBytes, unzipText, type ZipEntry } from '../zip-archive.ts'

export interface MergedArea {
  /** From 0. */
  top: number
  left: number
  bottom: number
}

const mostAreas = 50_000

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1

function areaOf(reference: string): MergedArea | undefined {
  const found = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(reference)
  if (!found) return undefined
  return { top: Number(found[2]) - 1, left: columnNumber(found[1] ?? 'A'), bottom: Number(found[3]) - 1 }
}

interface Node {
  name?: string
  id?: string
  Id?: string
  Target?: string
}

/** Merged areas by the name of their sheet: the library that reads the cells leaves them out. */
export function mergedAreas(bytes: Uint8Array, entries: readonly ZipEntry[]): Map<string, MergedArea[]> {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    removeNSPrefix: true,
    isArray: (tag) => tag === 'sheet' || tag === 'Relationship',
    processEntities: true,
  })
  const read = (name: string) => parser.parse(unzipText(bytes, entries, name, mostUnpackedBytes) ?? '')
  const sheets: Node[] = read('xl/workbook.xml')?.workbook?.sheets?.sheet ?? []
  const relations: Node[] = read('xl/_rels/workbook.xml.rels')?.Relationships?.Relationship ?? []
  const areas = new Map<string, MergedArea[]>()
  for (const { name, id } of sheets) {
    const target = relations.find((relation) => relation.Id === id)?.Target
    if (name === undefined || target === undefined) continue
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const xml = unzipText(bytes, entries, path, mostUnpackedBytes) ?? ''
    const references = [...xml.matchAll(/<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z0-9:]+)"/g)].slice(0, mostAreas)
    areas.set(
      name,
      references.map(([, reference]) => areaOf(reference ?? '')).filter((area) => area !== undefined),
    )
  }
  return areas
}
