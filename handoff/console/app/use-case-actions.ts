import { useEffect, useRef } from 'preact/hooks'
import type { Me } from '../../desk/shapes.ts'
import { api, newRequestId } from './api.ts'
import type { CaseActions } from './case-actions.ts'
import type { Draft } from './composer/draft.ts'
import { editDistance } from './composer/edit-distance.ts'
import type { Undo } from './composer/use-undo.ts'
import type { DialogName } from './desk-dialogs.tsx'
import type { Rights } from './rights.ts'
import type { DeskState } from './state/use-desk.ts'

/** What became of a proposed answer is kept; it never holds up the reply. */
function judge(csrf: string, draft: Draft): void {
  const { suggestion, caseId } = draft
  if (suggestion === undefined || caseId === undefined) return
  const distance = editDistance(suggestion.text, draft.text)
  const verdict = distance === 0 ? 'inserted' : 'edited'
  api.judgeSuggestion(caseId, csrf, { source: suggestion.source, verdict, distance }).catch(() => undefined)
}

/** The actions on the chosen case; after a claim the field for a reply has the focus. */
export function useCaseActions(parts: {
  me: Me
  desk: DeskState
  rights: Rights | undefined
  undo: Undo
  keepDraft: (draft: Draft) => void
  openDialog: (name: DialogName) => void
  focusField: () => void
}): CaseActions {
  const { me, desk, rights, undo, keepDraft, openDialog, focusField } = parts
  const focusWhenMine = useRef(false)
  useEffect(() => {
    if (!focusWhenMine.current || !rights?.reply) return
    focusWhenMine.current = false
    focusField()
  }, [rights?.reply, focusField])

  return {
    claim: async () => {
      focusWhenMine.current = true
      if (await desk.act('claim')) desk.list.setTab('mine')
      else focusWhenMine.current = false
    },
    decline: async () => {
      await desk.act('decline')
    },
    acceptOffer: async (id) => {
      if (!(await desk.actOn(id, 'claim'))) return
      desk.list.setTab('mine')
      desk.choose(id)
    },
    returnOffer: async (id) => {
      await desk.actOn(id, 'release')
    },
    release: async () => {
      if (await desk.act('release')) desk.list.setTab('queue')
    },
    wait: async () => {
      await desk.act('wait')
    },
    openSnooze: () => openDialog('snooze'),
    wake: async () => {
      await desk.act('wake')
    },
    end: async () => {
      await desk.act('end')
    },
    reopen: async () => {
      if (await desk.act('reopen')) desk.list.setTab('mine')
    },
    openTransfer: () => openDialog('transfer'),
    openTakeOver: () => openDialog('take-over'),
    openResolve: () => openDialog('resolve'),
    retry: (messageId) => desk.act('retry', { messageId }),
    undo: async () => {
      const { sent } = undo
      if (sent === undefined || !(await desk.act('undo', { messageId: sent.messageId }))) return
      undo.forget()
      // The words come back under a new id: under the old one they would be taken for said.
      keepDraft({ ...sent.draft, requestId: newRequestId() })
      focusField()
    },
    sendFile: (file) => desk.sendFile(file),
    send: async (draft, mentions) => {
      const { caseId: _, suggestion: _s, quote, ...words } = draft
      const answer = await desk.act('messages', {
        ...words,
        ...(quote ? { quote } : {}),
        ...(draft.private ? { mentions } : { undoable: true }),
      })
      if (answer === undefined) return false
      desk.own.stopTyping()
      if (!draft.private && answer.messageId) undo.hold(draft, answer.messageId)
      judge(me.csrf, draft)
      return true
    },
  }
}
