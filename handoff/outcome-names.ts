/** How a turn of the bot ended (bot/outcome.ts), for staff. */
export const outcomeNames: Record<string, string> = {
  answered: '回答',
  clarification: '聞き返し',
  unanswerable: '回答できず',
  declined: '対象外',
  handoff: '取り次ぎ',
  error: '処理の失敗',
}
