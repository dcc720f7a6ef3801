import { waysOut } from '../foreign-texts.ts'

/** What a user can ask of the reception itself while a person holds the conversation. Few words, matched whole. */
const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s。.!?、,「」『』♪~〜ー-]+$|^[\s「『]+/g, '')
    .replace(/\s+/g, '')

const wayOut =
  /^(?:aiに(?:戻る|もどる|戻ります|戻して(?:ください)?|戻りたい)|終了(?:する|します|してください)?|(?:キャンセル|取り?消し)(?:する|します|してください|したい(?:です)?)?|取りやめ(?:る|ます|たい(?:です)?)?)$/

const waiting =
  /順番|何番目?|何人(?:待ち|目)|待ち(?:時間|人数)|howlong.{0,12}wait|myturn|排队|还要等|몇번째|얼마나기다|baolâu|chờ.{0,6}lâu|(?:あと)?どれ(?:くらい|ぐらい)待|いつ(?:まで待|返事|返信|つなが)|^(?:まだ|まだですか|まだでしょうか|まだかな|もしもし)$|相談員と話したい$/

/** 「AIに戻る」「終了」「キャンセル」 and near forms, and nothing longer. */
export const wantsBot = (text: string): boolean => wayOut.test(bare(text)) || waysOut.has(bare(text))

/** A short question about the queue: 「順番は？」「まだですか」. */
export const asksAboutWaiting = (text: string): boolean => bare(text).length <= 24 && waiting.test(bare(text))

/** The plain request for a person that works even when the consultant does not: 「相談員と話したい」. */
export const asksForPerson = (text: string): boolean =>
  /^(?:相談員|担当者?|職員|スタッフ|人間?|オペレーター)(?:さん|の方)?(?:と|に)(?:直接)?お?(?:話|相談|つな|繋|代わ|かわ|連絡|お願い)/.test(
    bare(text),
  )
