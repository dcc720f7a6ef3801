import { isNode, isPair, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import { japaneseIssueText } from './issue-text.ts'
import { type KnowledgeRecord, recordSchema } from './schema.ts'

/** Lines and columns count from 1. */
export interface Position {
  line: number
  column: number
}

/** Something wrong in a corpus file, told to the person who writes records. */
export interface Fault extends Position {
  file: string
  message: string
}

/** Where a value of the front matter stands; `['body', n]` is the n-th line of the body, from 0. */
export type Locate = (path: readonly PropertyKey[]) => Position

export type RecordReading =
  | { record: KnowledgeRecord; locate: Locate; faults: [] }
  | { record: undefined; faults: [Fault, ...Fault[]] }

const frontMatter = /^---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/

/**
 * Reads one record file: YAML front matter between two lines of `---`, prose below. `file` is its path relative to the
 * corpus folder. Never throws; each fault stands at the line and column of the value it is about.
 */
export function readRecord(file: string, content: string): RecordReading {
  const source = content.replace(/^\uFEFF/, '')
  const match = frontMatter.exec(source)
  if (!match) {
    const message = '先頭に「---」の行で囲んだ項目（フロントマター）がありません'
    return { record: undefined, faults: [{ file, line: 1, column: 1, message }] }
  }
  const lines = new LineCounter()
  // The opening `---` is YAML's own start of a document: kept, so that line numbers are those of the file.
  const document = parseDocument(source.slice(0, match[0].lastIndexOf('---')), {
    lineCounter: lines,
    prettyErrors: false,
  })
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const [yamlError, ...moreYamlErrors] = [...document.errors, ...document.warnings].map((error) => ({
    file,
    ...at(error.pos[0]),
    message: `YAML として読めません（${error.code}）: ${yamlErrorText[error.code] ?? error.message}`,
  }))
  if (yamlError) return { record: undefined, faults: [yamlError, ...moreYamlErrors] }

  const prose = source.slice(match[0].length)
  const body = prose.trim()
  const bodyStart = source.slice(0, source.length - prose.trimStart().length).split('\n').length
  const locate: Locate = (path) =>
    path[0] === 'body' && typeof path[1] === 'number'
      ? { line: bodyStart + path[1], column: 1 }
      : at(offsetOf(document.contents, path))
  const result = recordSchema.safeParse(document.toJS({ maxAliasCount: 0 }), { error: japaneseIssueText })
  if (result.success) {
    return { record: { ...result.data, body, file }, locate, faults: [] }
  }
  const faults = result.error.issues.flatMap((issue): Fault[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        file,
        ...locate([...issue.path, key]),
        message: `${inPath(issue.path)}知らない項目です: ${key}`,
      }))
    }
    return [{ file, ...locate(issue.path), message: `${inPath(issue.path)}${issue.message}` }]
  })
  const [first, ...rest] = faults
  return first
    ? { record: undefined, faults: [first, ...rest] }
    : { record: undefined, faults: [{ file, line: 1, column: 1, message: '項目を読み取れません' }] }
}

const inPath = (path: readonly PropertyKey[]) => (path.length > 0 ? `${path.map(String).join('.')}: ` : '')

const yamlErrorText: Record<string, string> = {
  DUPLICATE_KEY: '同じ項目が二度あります',
  TAB_AS_INDENT: '字下げにタブは使えません',
  BAD_INDENT: '字下げがそろっていません',
  MULTILINE_IMPLICIT_KEY: '「:」や引用符の位置を確かめてください',
  MISSING_CHAR: '閉じる引用符や括弧がありません',
  BLOCK_AS_IMPLICIT_KEY: '値に「: 」があるときは引用符で囲んでください',
  UNEXPECTED_TOKEN: '思わぬ文字があります',
}

/** Where the value at `path` starts: at its key when it has one; at the deepest part that exists otherwise. */
function offsetOf(root: ParsedNode | null, path: readonly PropertyKey[]): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const step of path) {
    if (!isNode(node) || !('items' in node) || !Array.isArray(node.items)) break
    const items: readonly unknown[] = node.items
    const found =
      typeof step === 'number'
        ? items[step]
        : items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === step)
    if (isPair(found)) {
      if (isNode(found.key)) offset = found.key.range?.[0] ?? offset
      node = found.value
    } else if (isNode(found)) {
      offset = found.range?.[0] ?? offset
      node = found
    } else break
  }
  return offset
}
