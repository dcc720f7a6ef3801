import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'

export type YamlReading =
  | {
      data: unknown
      /** The line of the deepest part of `path` that is there, from 1. */
      lineOf(path: readonly PropertyKey[]): number
    }
  | { broken: { line: number; code: string } }

/** YAML that knows where each value stands. */
export function readYamlLines(content: string): YamlReading {
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false })
  const at = (offset: number) => Math.max(1, lines.linePos(offset).line)
  const [error] = document.errors
  if (error) return { broken: { line: at(error.pos[0]), code: error.code } }
  return {
    data: document.toJS({ maxAliasCount: 100 }),
    lineOf: (path) => at(offsetOf(document.contents, path)),
  }
}

function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step)
      if (!pair) break
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step]
      if (isNode(node)) offset = node.range?.[0] ?? offset
    } else break
  }
  return offset
}
