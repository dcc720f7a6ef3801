import type { MacroList } from '../../../desk/macro-operations.ts'
import type { TeamList } from '../../../desk/shapes.ts'
import { resolveReasons } from '../words.ts'

export type Macro = MacroList['macros'][number]
export type MacroSteps = Macro['steps']

/** How a macro may leave the case, as staff choose it. */
export const endNames: Record<MacroSteps['end']['kind'], string> = {
  stay: 'そのまま（担当を続ける）',
  wait: '返信待ちにする',
  team: '班へ引き継ぐ',
  resolve: '完了する',
}

function endWords(end: MacroSteps['end'], teams: TeamList['teams']): string[] {
  if (end.kind === 'stay') return []
  if (end.kind === 'wait') return [endNames.wait]
  if (end.kind === 'team') {
    const team = teams.find(({ id }) => id === end.team)?.name ?? `なくなった班（${end.team}）`
    return [`${team}へ引き継ぐ（メモ: ${end.note}）`]
  }
  const reason = resolveReasons.find(({ value }) => value === end.reason)?.label ?? end.reason
  return [`完了する（${reason}${end.knowledgeGap ? '・資料に答えが無かった' : ''}）`]
}

/** What a macro does, line by line, in its order; the reply is shown apart. */
export const macroLines = (steps: MacroSteps, teams: TeamList['teams']): string[] => [
  ...(steps.labels.length > 0 ? [`ラベルを加える: ${steps.labels.join('、')}`] : []),
  ...(steps.label === null ? [] : [`分類: ${steps.label}`]),
  ...(steps.outcome === null ? [] : [`対応の記録: ${steps.outcome}`]),
  ...(steps.reply === null ? [] : ['相談者に返信する']),
  ...(steps.note === null ? [] : [`メモを残す: ${steps.note}`]),
  ...endWords(steps.end, teams),
]
