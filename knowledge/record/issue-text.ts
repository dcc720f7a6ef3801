import { z } from 'zod'

const japanese = z.locales.ja().localeError

const typeNames: Record<string, string> = {
  string: '文字列',
  number: '数値',
  int: '整数',
  array: '一覧（- で始まる行）',
  object: '項目の組',
  boolean: 'true か false',
}

const ownText = (issue: z.core.$ZodRawIssue): string | undefined => {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined) return '必要な項目がありません'
    return `${typeNames[issue.expected] ?? issue.expected}で書いてください`
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String).join('、')
    return issue.input === undefined ? '必要な項目がありません' : `次のどれかで書いてください: ${values}`
  }
  if (issue.code === 'unrecognized_keys') return `知らない項目です: ${issue.keys.join('、')}`
  if (issue.code === 'too_small' && issue.origin === 'string') return '空にはできません'
  if (issue.code === 'too_big' && issue.origin === 'string') return `${issue.maximum}文字以内で書いてください`
  if (issue.code === 'too_small' && issue.origin === 'array') return `${issue.minimum}件以上書いてください`
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'URL の形で書いてください'
  if (issue.code === 'invalid_format') return '書き方の形が違います'
  if (issue.code === 'invalid_union') return '決められた形のどれにも合いません'
  return undefined
}

/** Error map for zod's `safeParse`: what is wrong with a value, in Japanese, for a ward officer. */
export const japaneseIssueText: z.core.$ZodErrorMap = (issue) => ownText(issue) ?? japanese(issue)
