import type { TextLine } from './text-lines.ts'

const empty =
  /^(?:untitled|無題|名称未設定|タイトル(?:なし)?|title|document\d*|文書\s*\d*|スライド\s*\d+|powerpoint\s*プレゼンテーション|powerpoint presentation|スキャン.*|scan.*|img.*|book\d*|sheet\d*)$/i
const office = /^(?:microsoft\s+(?:word|excel|powerpoint)|print)\s*-\s*/i

/** What the file says of itself, where that is a title: not a path, a default or broken letters. */
export function statedTitle(said: unknown): string | undefined {
  if (typeof said !== 'string') return undefined
  const title = said.normalize('NFKC').replace(office, '').replace(/\s+/g, ' ').trim()
  const file = /\.(?:docx?|xlsx?|pptx?|jtd|pdf|xdw|indd|ai)$/i.test(title) || /[\\/]/.test(title)
  const letters = title.match(/\p{L}/gu)?.length ?? 0
  const broken = /[\ufffd\u0000-\u001f\u0080-\u009f]/.test(title) || /[\u00c0-\u00ff]{3}/.test(title)
  return file || broken || letters < 3 || empty.test(title) || title.length > 120 ? undefined : title
}

/** The largest words of the first page, over as many lines as they take. */
export function largestTitle(lines: readonly TextLine[]): string | undefined {
  const worded = lines.filter((line) => !line.cells && /\p{L}{2}/u.test(line.text))
  const size = Math.max(0, ...worded.map((line) => line.size))
  const start = worded.findIndex((line) => line.size === size)
  const others = worded.filter((line) => line.size < size)
  if (start < 0 || others.length === 0) return undefined
  const run: string[] = []
  for (const line of worded.slice(start)) {
    if (line.size !== size || run.length === 3) break
    run.push(line.text)
  }
  const title = run.join(/[\u3040-\u9fff]/.test(run.join('')) ? '' : ' ')
  return title.length <= 80 ? title : run[0]
}
