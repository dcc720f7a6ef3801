/** What the person who starts the server reads when the database cannot be used. */
export const openingTexts = {
  newer:
    'データベースは、このプログラムより新しい版で作られています。新しい版のプログラムで起動するか、以前のバックアップを復元してください。',
  notADatabase: (place: string) =>
    `データベースのファイルを読み取れません（${place}）。SQLite のファイルではないか、壊れています。バックアップから復元するか、DATABASE_URL で別の場所を指定してください。`,
  cannotOpenFile: (place: string) =>
    `データベースのファイルを開けません（${place}）。フォルダーがあり、書き込みが許可されているか確かめてください。`,
  busy: (place: string) => `ほかのプログラムがデータベースを使用中です（${place}）。しばらくしてから起動してください。`,
  unreachable: (place: string) =>
    `データベースのサーバーにつながりません（${place}）。PostgreSQL が動いているか、DATABASE_URL が正しいか確かめてください。`,
  refused: (place: string) =>
    `データベースのサーバーに接続を断られました（${place}）。DATABASE_URL の利用者名、パスワード、データベース名を確かめてください。`,
  failed: (place: string) => `データベースを準備できません（${place}）。詳しくはログをご覧ください。`,
  unknownKind: 'DATABASE_URL は sqlite:<パス> または postgres://… で指定してください。',
}
