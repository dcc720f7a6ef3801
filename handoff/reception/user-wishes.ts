import { type CaseTopic, caseTopics } from '../../bot/outcome.ts'
import { recogniseIntent } from '../../bot/understand/intents.ts'
import { waysOut } from '../foreign-texts.ts'
import { wordsThatDecline } from '../texts.ts'

/** What a user can ask of the reception itself while a person holds the conversation. Few words, matched whole. */
export const bareWords = (text: string): string =>
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
export const wantsBot = (text: string): boolean => wayOut.test(bareWords(text)) || waysOut.has(bareWords(text))

const backToBot = /^aiに(?:戻る|もどる|戻ります|戻して(?:ください)?|戻りたい)$/
const leave =
  /^(?:(?:この|今回の)?(?:相談|やり?取り|やりとり|会話|チャット|トーク)[をは])?(?:これで|もう)?(?:(?:終わり|おわり|終了)(?:です|ます|にします|にする|にしたい(?:です)?|に(?:して)?ください|する|します|してください|したい(?:です)?)?|終え(?:る|ます|たい(?:です)?))$/

/**
 * What ends a talk while a person answers: the button, 「終了」 and 「相談を終わります」, never 「キャンセルしたいです」, which may
 * be said of an application or a booking. In distress 「もう終わりにします」 may be no farewell either: there only the plain
 * way back ends the talk.
 */
export function endsLiveTalk(text: string, { isUrgent }: { isUrgent: boolean }): boolean {
  const bare = bareWords(text)
  if (backToBot.test(bare) || waysOut.has(bare) || bare === '終了') return true
  return !isUrgent && leave.test(bare)
}

/** 「終わり」 and near forms, and nothing longer: the user takes leave. */
export const endsTalk = (text: string): boolean =>
  /^(?:これで|もう)?(?:終わり|おわり|終了)(?:です|ます|にします|にする|する|します)?$/.test(bareWords(text))

/** A short question about the queue: 「順番は？」「まだですか」. */
export const asksAboutWaiting = (text: string): boolean => bareWords(text).length <= 24 && waiting.test(bareWords(text))

/** 「役に立たなかった」, 「👎」: the vote below an answer, tapped or typed. */
export const isThumbsDown = (text: string): boolean =>
  /^(?:👎[\u{1F3FB}-\u{1F3FF}]?|役に立(?:たなかった|ちませんでした|っていない)|(?:疑問は?|これでは?)?解決し(?:なかった|ませんでした|ていません|ない))$/u.test(
    bareWords(text),
  )

/** A topic tapped or typed whole, as the buttons of a notice offer them. */
export const chosenTopic = (text: string): CaseTopic | undefined =>
  caseTopics.find((topic) => topic === text.normalize('NFKC').trim())

/** The answer to an offer of a person. */
export const acceptsOffer = (text: string): boolean =>
  /^(?:はい|お願いします?|おねがいします|つないで(?:ください)?|繋いで(?:ください)?|話したい(?:です)?|希望します?)$/.test(
    bareWords(text),
  )
export const declinesOffer = (text: string): boolean =>
  bareWords(text) === bareWords(wordsThatDecline) ||
  /^(?:いいえ|いえ|結構です|けっこうです|大丈夫です|不要です|いりません)$/.test(bareWords(text)) ||
  wantsBot(text) ||
  endsTalk(text)

/** The plain request for a person that works even when the consultant does not: 「相談員と話したい」. */
export const asksForPerson = (text: string): boolean =>
  /^(?:相談員|担当者?|職員|スタッフ|人間?|オペレーター)(?:さん|の方)?(?:と|に)(?:直接)?お?(?:話|相談|つな|繋|代わ|かわ|連絡|お願い)/.test(
    bareWords(text),
  )

/** The very words that are offered as the way to a person, in the language of the talk. */
export const reachesStaff = (text: string, { reachStaff }: { reachStaff: string }): boolean =>
  bareWords(text) === bareWords(reachStaff)

const intentOf = (text: string) => recogniseIntent(text.normalize('NFKC').toLowerCase())

/** A wish for a person in any words that the consultant knows, or in the plain ones. */
export const wantsPerson = (text: string): boolean => asksForPerson(text) || intentOf(text) === 'human'

/** A cry for help, which gets the help lines and staff at once whatever else is switched off. */
export const isCrisis = (text: string): boolean => intentOf(text) === 'crisis'
