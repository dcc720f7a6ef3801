/** What a reader of an HTTP answer is told, beside the texts of AppError. */
export const httpTexts = {
  unknownRoute: 'お探しのページはありません。',
  wrongMethod: 'この操作には対応していません。',
  malformedAddress: 'アドレスの形が正しくありません。',
  compressed: '圧縮されたデータは受け取れません。圧縮せずに送ってください。',
  slowBody: 'データの送信に時間がかかりすぎました。もう一度お試しください。',
  cutBody: 'データの送信が途中で切れました。もう一度お試しください。',
  tooLarge: (bytes: number) => `送信できる大きさは ${Math.floor(bytes / 1024)} KB までです。`,
  portInUse: (port: number) =>
    `ポート ${port} はほかのプログラムが使っています。そのプログラムを止めるか、PORT に別の番号を指定してください。`,
  portRefused: (port: number) => `ポート ${port} を開く権限がありません。PORT に 1024 以上の番号を指定してください。`,
  hostUnknown: (host: string) =>
    `HOST の値「${host}」では待ち受けできません。このコンピューターのアドレスを指定してください。`,
}
