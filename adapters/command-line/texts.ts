import type { BuildProgress } from '../../knowledge/index/build-progress.ts'

const phases: Record<BuildProgress['phase'], string> = {
  words: '語の索引',
  graph: 'ベクトルの索引',
  embeddings: '埋め込みの取得',
}

/** What the commands say. */
export const texts = {
  description: '産学官金連携ワンストップ相談窓口の AI 案内',
  badNow: (value: string) => `--now の日時「${value}」を読み取れません（例 2026-11-23T10:00:00+09:00）`,
  emptyQuestion: '質問が空です',
  badLine: (file: string, line: number, fault: string) => `${file}:${line}: ${fault}`,
  notJson: 'JSON として読み取れません',
  wrongShape: '{"id":"…","turns":["…"]} の形ではありません',
  missingFile: (file: string) => `ファイルを開けません: ${file}`,
  questionOrFile: '質問か --batch FILE のどちらかを指定してください',
  progress: (done: number, total: number) => `${done}/${total} 件`,
  noReport: (file: string) => `${file} は eval --json の結果ではありません`,
  sources: '出典',
  checked: '確認',
  chatLead: '質問を入力してください（終了は Ctrl+D）',
  staffAdded: (login: string) => `職員「${login}」を登録しました`,
  staffDisabled: (login: string) => `職員「${login}」を利用停止にしました`,
  staffEnabled: (login: string) => `職員「${login}」の利用停止を解きました`,
  staffChanged: (login: string) => `職員「${login}」を変更しました`,
  staffSessionsRevoked: (login: string) => `職員「${login}」のセッションをすべて終えました`,
  staffSecondFactorReset: (login: string) => `職員「${login}」の二段階認証を外しました`,
  staffPasswordReset: (login: string) => `職員「${login}」に仮のパスワードを設定しました（次のログインで変更します）`,
  staffLinked: (login: string) => `職員「${login}」をシングルサインオンの利用者に結び付けました`,
  badCount: (option: string) => `${option} は1以上の整数で指定してください`,
  passwordNeeded: '--password-stdin を付けて、標準入力からパスワードを渡してください',
  indexProgress: ({ phase, done, total }: BuildProgress) => `${phases[phase]} ${done}/${total} 件`,
  indexBuilt: (records: number, version: string) => `索引を用意しました（${records} 件、版 ${version.slice(0, 12)}）`,
  healthy: '問題は見つかりませんでした',
  findings: (errors: number, warnings: number) => `誤り ${errors} 件、注意 ${warnings} 件`,
  listening: (url: string) => `窓口を開きました: ${url}/\n職員用の画面: ${url}/desk`,
  setup: (url: string) => `はじめての設定: ${url}\n（24時間有効。この画面で最初の管理者を登録してください）`,
  badPort: '0 から 65535 までの整数で指定してください',
  stopping: '終了しています…',
}
