import type { Draft } from './composer/draft.ts'

/** What can be done with the chosen case, from a button, a key or the palette. */
export interface CaseActions {
  /** Claims it, accepts a transfer, or takes a talk in wrap-up up again. */
  claim: () => void
  decline: () => void
  /** Takes what was given to this person, or gives it back; whatever case is open. */
  acceptOffer: (id: string) => void
  returnOffer: (id: string) => void
  release: () => void
  wait: () => void
  /** Lets it rest, or takes it up again before its time. */
  openSnooze: () => void
  wake: () => void
  end: () => void
  reopen: () => void
  openTransfer: () => void
  openTakeOver: () => void
  openResolve: () => void
  retry: (messageId: string) => void
  undo: () => void
  /** True when the file was taken. */
  sendFile: (file: File) => Promise<boolean>
  send: (draft: Draft, mentions: string[]) => Promise<boolean>
}
