import { recordAudit } from '../../storage/audit.ts'
import { AppError } from '../../storage/ground/errors.ts'
import { findSurveyOfCase, insertSurvey, removeSurveyOff } from '../../storage/surveys.ts'
import { type Actor, type DeskContext, requireHold, withCase } from '../cases/desk-context.ts'

/** Staff take a case out of the survey, or put it back in. `conflict` where it was asked already. */
export async function setSurvey(context: DeskContext, actor: Actor, caseId: string, ask: boolean): Promise<void> {
  await withCase(context, caseId, async (unit, row) => {
    await requireHold(unit, row, actor)
    const standing = await findSurveyOfCase(unit, caseId)
    if (standing !== undefined && standing.status !== 'off') {
      throw new AppError('conflict', 'the survey was asked', { publicText: 'アンケートはすでに送られています。' })
    }
    if (ask === (standing === undefined)) return
    if (ask) await removeSurveyOff(unit, caseId)
    else {
      await insertSurvey(unit, {
        id: context.identifiers.uuid(),
        conversation_id: row.conversation_id,
        case_id: caseId,
        status: 'off',
        asked_at: context.store.clock.now(),
      })
    }
    const action = ask ? 'survey.switched-on' : 'survey.switched-off'
    recordAudit(unit, { actor: actor.login, action, objectType: 'case', objectId: caseId })
  })
}
