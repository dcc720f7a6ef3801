/** Marks of whole lines. A figure after `+` or `>` is told by them: they stay. */
const lineMarks: readonly [RegExp, string][] = [
  [/^```.*$/gm, ''],
  [/^ {0,3}([-*_])(?: *\1){2,} *$/gm, ''],
  [/^ {0,3}#{1,6}\s+/gm, ''],
  [/^ {0,3}(?:> ?)+(?![=\d０-９> ])/gm, ''],
  [/^ *\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:?)? *(?:\n|$)/gm, ''],
  [/^(\s*)(?:[*-]|\+(?! *[\d０-９]))\s+(?:\[[ xX]\] +)?(?=\S)/gm, '$1・'],
  [/<br ?\/?>/gi, '\n'],
]

/** The address stays where it is one that can be opened; a path within a page is of no use here. */
const links: readonly [RegExp, string][] = [
  [/!?\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)(?: +"[^"\n]*")?\)/g, '$1 $2'],
  [/\[([^\]\n]+)\]\((?:tel|mailto):([^\s)]+)\)/g, '$1 $2'],
  [/!?\[([^\]\n]+)\]\((?:\/|#|\.{1,2}\/)[^\s)]*\)/g, '$1'],
]

/** Marks around words. One star or line between letters or figures of the Latin script is none: 2*3*4, snake_case. */
const wordMarks: readonly [RegExp, string][] = [
  [/(?<!\\)(\*{2,3})(\S(?:[^*\n]*\S)?)\1/g, '$2'],
  [/(?<![\w\\*])\*([^\s*](?:[^*\n]*[^\s*\\])?)\*(?![\w*])/g, '$1'],
  [/(?<![\w\\])__?([^\s_](?:[^_\n]*[^\s_\\])?)__?(?!\w)/g, '$1'],
  // Words struck out must not be read as good.
  [/~~(\S(?:[^~\n]*\S)?)~~/g, '$1（取り消し）'],
  [/`([^`\n]+)`/g, '$1'],
  [/\\([*_`~#>|[\]()+.!-])/g, '$1'],
]

const replaced = (text: string, rules: readonly [RegExp, string][]): string =>
  rules.reduce((rest, [mark, words]) => rest.replace(mark, words), text)

/** LINE shows Markdown as it stands: takes the marks off and keeps the words, the figures and the bare addresses. */
export function withoutMarkdown(text: string): string {
  const lines = replaced(text, lineMarks).replace(/^ *\|(.+)\| *$/gm, (_row, cells: string) =>
    cells
      .split('|')
      .map((cell) => cell.trim())
      .join('｜'),
  )
  // In an address every sign counts.
  return replaced(lines, links)
    .split(/(https?:\/\/\S+)/)
    .map((part, index) => (index % 2 === 1 ? part : replaced(part, wordMarks)))
    .join('')
}
