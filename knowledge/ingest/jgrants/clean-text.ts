import { writeDocumentBody } from '../../record/document-body.ts'
import { withoutPersonalData } from '../../record/personal-data.ts'
import { hiddenFlags, takeOutUnseen } from '../read/html/hidden-text.ts'
import { sectionsOf } from '../read/html/page-sections.ts'
import { isTooDeep, parseHtml } from '../read/html/parse-html.ts'
import { clip } from '../read/text/clip.ts'
import { withoutInvisible } from '../read/text/invisible-characters.ts'
import type { Flag } from '../reading.ts'

const longestLine = 300
const omitted = '（連絡先は案内のページで確認してください）'
const withoutContacts = (text: string): string => withoutPersonalData(text, omitted)

/** Full-width letters and digits as half-width ones; 「㈱」 and 「①」 stay as they are. */
const narrow = (text: string): string =>
  text.replace(/[０-９Ａ-Ｚａ-ｚ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))

/** A value of one line: no tags, no invisible characters, single blanks, at most 300 letters. */
export function cleanLine(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  const visible = withoutInvisible(value.replace(/<\/?[a-z][^<>]*>/gi, ' ').replace(/&nbsp;/g, ' '))
  const line = withoutContacts(narrow(visible).replace(/\s+/g, ' ').trim())
  return line === '' ? undefined : clip(line, longestLine)
}

/** 「情報通信業 / 教育、学習支援業」 as its parts. */
export const cleanList = (value: string | undefined): string[] =>
  (value ?? '')
    .split(/\s+[/／]\s+/)
    .map(cleanLine)
    .filter((part) => part !== undefined)

export interface CleanDetail {
  /** Paragraphs with blank lines between; line breaks, lists and tables as lines. */
  body: string
  /** Every word of it as it came, what it hides included: for its flags. */
  words: string
  flags: Flag[]
}

/** The HTML of `detail` as text: scripts, styles and what readers do not see are left out. Undefined when unreadable. */
export async function cleanDetail(html: string): Promise<CleanDetail | undefined> {
  // A text without tags keeps its line breaks, which HTML would fold.
  const document = await parseHtml(/<[a-z!/]/i.test(html) ? html : html.replace(/\r?\n/g, '<br>'))
  if (isTooDeep(document)) return undefined
  const { hidden, unseen } = takeOutUnseen(document)
  const sections = sectionsOf(document.documentElement, '')
  const words = [...sections.flatMap(({ trail, text }) => [...trail, text]), ...hidden, ...unseen].join('\n')
  const body = withoutContacts(withoutInvisible(writeDocumentBody(sections)))
  return { body, words, flags: hiddenFlags(hidden) }
}
