import { wordsThatReachStaff } from '../texts.ts'

/** What can be tapped, best first; a tap sends the words. */
export const scoreWords: readonly { score: number; words: string }[] = [
  { score: 5, words: '5 とても満足' },
  { score: 4, words: '4 満足' },
  { score: 3, words: '3 どちらともいえない' },
  { score: 2, words: '2 やや不満' },
  { score: 1, words: '1 不満' },
]
export const wordsThatPass = '回答しない'
export const wordsWithoutComment = 'コメントはありません'

export const surveyTexts = {
  askAfterCase:
    'よろしければ、今回のご相談の満足度を5段階でお聞かせください（任意です。窓口の改善のためだけに使います）。',
  askAfterTalk:
    'ご利用ありがとうございました。よろしければ、今回のご案内の満足度を5段階でお聞かせください（任意です）。',
  farewell: 'ご利用ありがとうございました。またいつでもご質問ください。',
  thanksForScore:
    'ご回答ありがとうございました。よろしければ、ご意見・ご感想を一言お書きください。ご質問をお送りいただければ、AIがお答えします。',
  thanksForLowScore: `ご期待に沿えず申し訳ありません。どのような点がご不満だったか、よろしければ一言お聞かせください。引き続き相談員と話したいときは「${wordsThatReachStaff}」を選んでください。`,
  scoreNoted: 'ご回答を受け付けました。ありがとうございました。',
  thanksForComment: 'ご意見をありがとうございました。今後の改善に役立てます。ご質問があれば、続けてどうぞ。',
  passed: '承知しました。ご質問があれば、いつでもどうぞ。',
  withoutComment: 'ありがとうございました。ご質問があれば、いつでもどうぞ。',
}

/** What stands below the question: LINE takes 13 taps of 20 letters. */
export const surveyTaps = [...scoreWords.map(({ words }) => words), wordsThatPass, wordsThatReachStaff]
export const commentTaps = [wordsWithoutComment, wordsThatReachStaff]
