import { didUnder, recordAudit } from '../../storage/audit.ts'
import { type CaseRow, findCase } from '../../storage/cases.ts'
import { lockDeskStaff } from '../../storage/desk-staff.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { countMacroUse, findMacro } from '../../storage/macros.ts'
import type { UnitOfWork } from '../../storage/schema.ts'
import { allTeams } from '../../storage/teams.ts'
import { describeCase } from '../cases/amend.ts'
import { type Actor, type DeskContext, withCase } from '../cases/desk-context.ts'
import { waitForUser, writeAsStaff } from '../cases/reply.ts'
import { resolveCase } from '../cases/resolve.ts'
import { transferCase } from '../cases/transfer.ts'
import { type MacroSteps, readSteps } from './macro-steps.ts'

/** One thing that a macro does, by the name that staff read when it cannot be done. */
interface Step {
  name: string
  run(context: Inside): Promise<unknown>
}

/** The desk inside the one transaction of the macro. */
type Inside = DeskContext & { unit: UnitOfWork }

const missing = (publicText: string) => new AppError('not_found', 'no such macro or team', { publicText })

/** A word in `{{…}}` that was not filled in would reach the user as it stands. */
function requireFilled(reply: string): void {
  const [left] = /\{\{[^{}]*\}\}/.exec(reply) ?? []
  if (left === undefined) return
  const publicText = `${left} に入れる言葉がありません。書き換えてから実行してください。`
  throw new AppError('bad_request', 'a variable is unfilled', { publicText, details: { fields: ['reply'] } })
}

async function teamName(unit: UnitOfWork, id: string): Promise<string> {
  const team = (await allTeams(unit)).find((known) => known.id === id)
  if (team === undefined) throw missing('引き継ぎ先の班が見つかりません。マクロの設定を確かめてください。')
  return team.name
}

/** The steps of a macro for one case, in their order; `reply` is what the macro says, its variables filled. */
function stepsFor(
  row: CaseRow,
  actor: Actor,
  steps: MacroSteps,
  said: { reply: string | null; requestId: string },
): Step[] {
  const { labels, label, outcome, note, end } = steps
  const known = row.labels === null ? [] : (JSON.parse(row.labels) as string[])
  const facts = {
    ...(labels.length > 0 ? { labels: [...known, ...labels] } : {}),
    ...(label === null ? {} : { label }),
    ...(outcome === null ? {} : { outcome }),
  }
  const { reply, requestId } = said
  const ends: Record<MacroSteps['end']['kind'], Step[]> = {
    stay: [],
    wait: [{ name: '返信待ちにする', run: (context) => waitForUser(context, actor, row.id) }],
    team: [
      {
        name: '班へ引き継ぐ',
        run: async (context) => {
          if (end.kind !== 'team') return
          await transferCase(context, actor, row.id, { team: await teamName(context.unit, end.team) }, end.note)
        },
      },
    ],
    resolve: [
      {
        name: '完了する',
        run: async (context) => {
          if (end.kind !== 'resolve') return
          await resolveCase(context, actor, row.id, { reason: end.reason, knowledgeGap: end.knowledgeGap })
        },
      },
    ],
  }
  return [
    ...(Object.keys(facts).length === 0
      ? []
      : [{ name: 'ラベルと記録を書く', run: (context: Inside) => describeCase(context, actor, row.id, facts) }]),
    ...(reply === null
      ? []
      : [
          {
            name: '返信する',
            run: (context: Inside) => writeAsStaff(context, actor, row.id, { text: reply, private: false, requestId }),
          },
        ]),
    ...(note === null
      ? []
      : [
          {
            name: 'メモを残す',
            run: (context: Inside) => writeAsStaff(context, actor, row.id, { text: note, private: true }),
          },
        ]),
    ...ends[end.kind],
  ]
}

/**
 * Does all that a macro says in one transaction, or nothing of it: the refusal names the step that could not be done.
 * `reply` is the macro's reply with its variables filled, as it was shown; a repeat under one `requestId` is done once.
 */
export async function runMacro(
  context: DeskContext,
  actor: Actor,
  caseId: string,
  run: { macroId: string; reply?: string | undefined; requestId: string },
): Promise<CaseRow> {
  return withCase(context, caseId, async (unit, row) => {
    const entry = { action: 'macro.run', objectId: caseId }
    if (await didUnder(unit, { ...entry, requestId: run.requestId })) return row
    const macro = await findMacro(unit, run.macroId)
    if (macro === undefined) throw missing('このマクロは消されました。画面を更新してください。')
    const steps = readSteps(macro.steps)
    const reply = steps.reply === null ? null : (run.reply ?? steps.reply)
    if (reply !== null) requireFilled(reply)
    const inside = { ...context, unit }
    await lockDeskStaff(unit, actor.login)
    const all = stepsFor(row, actor, steps, { reply, requestId: run.requestId })
    for (const step of all) {
      await step.run(inside).catch((thrown: unknown) => {
        if (!(thrown instanceof AppError) || thrown.code === 'internal') throw thrown
        const publicText = `「${step.name}」ができないため、マクロは何も行いませんでした。${thrown.publicText}`
        throw new AppError(thrown.code, thrown.message, { publicText, cause: thrown, details: thrown.details })
      })
    }
    await countMacroUse(unit, macro.id)
    recordAudit(unit, {
      ...entry,
      actor: actor.login,
      objectType: 'case',
      details: {
        macro: macro.id,
        code: macro.code,
        steps: all.map(({ name }) => name).join('・'),
        requestId: run.requestId,
      },
    })
    return (await findCase(unit, caseId)) ?? row
  })
}
