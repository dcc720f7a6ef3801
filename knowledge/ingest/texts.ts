import { quote } from '../record/quote.ts'

/** What ingestion says of sources, for the person who runs it. */
export const texts = {
  aboutPage: (operator: string, title: string) => `${operator}のページ・文書${quote(title)}の内容です。`,
  noText: '文字を読み取れません（スキャンした画像だけの文書の可能性があります）',
  noMapping: '表です。記録にするには、項目の対応（mapping）を付けた情報源として登録してください',
  notASitemap: 'サイトマップとして読めません',
  same: (where: string) => `${where} と同じ内容のため省きました`,
  otherSource: (id: string, source: string) => `ID「${id}」は、情報源「${source}」の記録として公開されています`,
  sameId: (id: string, where: string) => `ID「${id}」が ${where} と重なっています`,
  full: (most: number) => `上限の ${most} ページに達したため、残りは読んでいません（maxPages で増やせます）`,
  manyQueries: '「?」の後だけが違うアドレスが多いため、途中でやめました',
  continued: (id: string, done: number) => `[${id}] 前回の続きから読みます（${done} 件は読み込み済み）`,
  reading: (id: string, done: number, known: number, url: string) => `[${id}] ${done}/${known} ${url}`,
  shrunk: (before: number, after: number) => `本文が ${before} 文字から ${after} 文字に減りました`,
  overtaken: '別の ingest が同じ情報源を読み始めたか、先に読み終えました',
  mostGone: (missing: number, all: number) =>
    `この情報源から公開中の ${all} 件のうち ${missing} 件が、一度になくなっています`,
  forgotten: '前回の内容が残っていないため、読めませんでした（もう一度実行してください）',
  noFile: (path: string) => `ファイルかフォルダーを開けません: ${path}`,
  bigFile: (mebibytes: number) => `ファイルが大きすぎます（上限 ${mebibytes}MB）`,
} as const
