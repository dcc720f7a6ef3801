import { normalizeText } from '../../../analysis/normalize.ts'
import type { Flag } from '../../reading.ts'

/**
 * Words that speak to a machine, not to a citizen. Japanese, Chinese and Korean are looked for without blanks, so that
 * spaced letters do not hide them. Ordinary texts of a municipality must not match: tests hold both lists.
 */
const tight: readonly RegExp[] = [
  /(?:これまで|今まで|いままで|以前|上記|前述|先ほど|先程|すべて|全て|あらゆる)の(?:すべての|全ての|あらゆる)?(?:指示|命令|プロンプト|指令|システム設定)(?:や[^。]{0,10})?(?:を|は|など)?(?:全て|すべて|一切)?(?:無視|忘れ|破棄|取り消して|上書き)/,
  /(?:これまで|今まで|いままで|以前|先ほど|先程)の(?:すべての|全ての)?(?:指示|プロンプト|指令)に(?:は)?従(?:わず|わない|うな|う必要は)/,
  /システムプロンプト|systemprompt(?!ly)|開発者モード(?:を|に|で)/,
  /プロンプトを(?:表示|出力|開示|公開|漏|教え)/,
  /あなたは(?:今から|これから|もう)?(?:優秀な|有能な|親切な|高性能な)?(?:ai|人工知能|chatgpt|gpt|チャットボット|ボット|アシスタント|大規模言語モデル|言語モデル|llm)(?:アシスタント|エージェント|モデル|チャットボット|として|です|だ|である|になり)/,
  /(?:次|以下|下記)の(?:よう|とおり|通り)に(?:だけ|のみ|必ず)?(?:答えて|答えよ|答えなさい|返答して|返答せよ|返答しろ|返答しなさい|出力して|出力せよ|出力しろ|出力しなさい|回答せよ|回答しろ|回答しなさい)/,
  /と(?:だけ|のみ|必ず)(?:答え|返答し|回答し|出力し)(?:て|なさい|よ|ろ)/,
  /(?:利用者|ユーザー|ユーザ|質問者)(?:に|には|へ|に対して)[^。]{0,60}と(?:答えて|答えよ|答えなさい|返答して|返答せよ|返答しなさい|出力して|出力せよ)/,
  /(?:この|次の|以下の)(?:指示|命令|プロンプト)を(?:最優先|必ず優先|何よりも優先)/,
  /(?:ai|人工知能|llm|言語モデル|生成ai|チャットボット|アシスタント)(?:への|に対する|向けの?)(?:指示|命令|メッセージ|秘密の指示):/,
  /(?:この(?:文書|文章|ページ|テキスト|サイト|ファイル)を(?:読んでいる|お読みの|処理する|処理している|要約する|読む))(?:ai|人工知能|llm|言語モデル|生成ai|チャットボット|アシスタント)/,
  /(?:忽略|无视|無視)(?:之前|以上|先前|前面)?的?(?:所有|全部)?(?:之前|以上|先前|前面)的?(?:所有|全部)?(?:指令|指示|提示)/,
  /(?:이전|위의|지금까지의)(?:모든)?(?:지시|명령|프롬프트)(?:사항)?(?:을|를)?(?:모두)?무시/,
]

/** English, by words. */
const spaced: readonly RegExp[] = [
  /(?<!not )(?<!never )(?<!n't )\b(?:ignore|disregard|forget|override|bypass)\s+(?:all\s+|any\s+|every\s+)?(?:of\s+)?(?:the\s+|my\s+|your\s+|these\s+|those\s+)?(?:previous|prior|above|earlier|preceding|foregoing|system|original|initial)\s+(?:\w+\s+){0,2}(?:instruction|prompt|rule|direction|guideline|command|message|context)s?\b/,
  /(?<!not )(?<!never )(?<!n't )\b(?:ignore|disregard|forget)\s+(?:all|everything|your)\s+(?:your\s+)?(?:instruction|prompt|rule|training|guideline|above|before|you were told)s?\b/,
  /\bsystem\s+prompts?\b|\bdeveloper\s+mode\b|\bjailbreak/,
  /\byou\s+are\s+(?:now\s+)?(?:an?\s+|the\s+)?(?:helpful\s+|unrestricted\s+|powerful\s+)?(?:chatgpt|gpt-?\d|claude|gemini|copilot|ai\b|a\.i\.|artificial intelligence|assistant\b(?!\s+(?:professor|manager|director|to))|chatbot|language model|llm)/,
  /(?:\b(?:begin|start|end)[ _-]+(?:of[ _-]+)?(?:(?:system|hidden|secret|new|user|the)[ _-]+)*prompt\b)|(?:[-=#*[<]{2}\s*(?:begin|start|end)[ _-]+(?:of[ _-]+)?(?:(?:system|hidden|secret|new)[ _-]+)*(?:instructions?|system)\b)/,
  /<\|\s*(?:im_start|im_end|im_sep|system|user|assistant|endoftext|begin_of_text|start_header_id|eot_id)[^|]{0,20}\|>/,
  /\[\/?inst\]|<<\/?sys>>|<\/?(?:system|system_prompt|instructions?)>|(?:^|\n)\s*#{1,6}\s*(?:system|new)\s+(?:prompt|instructions?)\b|\bnew\s+instructions?\s*:/,
  /\b(?:do not|don't|never)\s+(?:tell|inform|reveal|disclose|mention)\b[^.]{0,40}\b(?:to\s+)?the\s+(?:user|human)\b/,
  /\b(?:respond|reply|answer)\s+(?:only|exactly|solely)\s+with\b|\bas\s+an?\s+(?:ai|large)\s+(?:language\s+)?(?:model|assistant)\b/,
]

const longestQuote = 80
const mostQuotes = 3

/** What of the text speaks to a machine, as it stands there once compared letters are made alike; at most three quotes. */
export function instructionQuotes(text: string): string[] {
  const words = normalizeText(text)
  const flowing = words.replace(/\s+/g, ' ')
  const joined = words.replace(/\s+/g, '')
  const quotes: string[] = []
  for (const [forms, body] of [
    [tight, joined],
    [spaced, flowing],
  ] as const) {
    for (const form of forms) {
      const found = form.exec(body)
      if (found) quotes.push(body.slice(found.index, found.index + longestQuote).trim())
    }
  }
  return quotes.slice(0, mostQuotes)
}

/** `place` says where: 「見える文」, 「隠された文」. */
export const instructionFlags = (text: string, place: string): Flag[] =>
  instructionQuotes(text).map((quote) => ({
    kind: 'instruction-like',
    detail: `${place}に、機械への指示のような言葉があります: 「${quote}」`,
  }))
