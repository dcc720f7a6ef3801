import { proposeCandidate } from '../../candidates/propose-candidate.ts'
import type { Me } from '../../desk/shapes.ts'
import type { Player } from './alerts/sounds.ts'
import { ResolveDialog, ShortcutsDialog, TakeOverDialog, TransferDialog } from './dialogs.tsx'
import { type Command, Palette } from './palette.tsx'
import type { Preferences } from './preferences.ts'
import { PreferencesDialog } from './preferences-dialog.tsx'
import { SnoozeDialog } from './snooze-dialog.tsx'
import type { DeskState } from './state/use-desk.ts'

export type DialogName =
  | 'resolve'
  | 'resolve-and-next'
  | 'transfer'
  | 'snooze'
  | 'take-over'
  | 'shortcuts'
  | 'preferences'
  | 'palette'

/** The dialog that is open over the desk, if any. */
export function DeskDialogs(props: {
  open: DialogName | undefined
  onClose: () => void
  me: Me
  desk: DeskState
  commands: readonly Command[]
  onNext: () => void
  preferences: Preferences
  onPreferences: (next: Preferences) => void
  player: Player | undefined
}) {
  const { open, onClose, desk, me } = props
  const { detail } = desk
  if (open === 'shortcuts') return <ShortcutsDialog onClose={onClose} />
  if (open === 'palette') return <Palette commands={props.commands} onClose={onClose} />
  if (open === 'preferences') {
    const { preferences, onPreferences, player } = props
    return <PreferencesDialog preferences={preferences} onChange={onPreferences} player={player} onClose={onClose} />
  }
  if (open === undefined || detail === undefined) return null
  if (open === 'transfer') {
    return (
      <TransferDialog
        me={me}
        owner={detail.case.owner}
        colleagues={desk.colleagues}
        teams={desk.teams}
        presence={desk.own.presence}
        onClose={onClose}
        onTransfer={async (body) => {
          onClose()
          await desk.act('transfer', body)
        }}
      />
    )
  }
  if (open === 'snooze') {
    return (
      <SnoozeDialog
        now={desk.now}
        onClose={onClose}
        onSnooze={async (rest) => {
          onClose()
          await desk.act('snooze', rest)
        }}
      />
    )
  }
  if (open === 'take-over') {
    return (
      <TakeOverDialog
        ownerName={detail.case.ownerName ?? '担当者'}
        onClose={onClose}
        onTakeOver={async (reason) => {
          onClose()
          await desk.act('take-over', { reason })
        }}
      />
    )
  }
  return (
    <ResolveDialog
      summary={detail.case}
      proposed={proposeCandidate(detail.messages, detail.case.id)}
      title={open === 'resolve' ? 'この相談を完了する' : 'この相談を完了して、次へ進む'}
      onClose={onClose}
      onResolve={async (body) => {
        onClose()
        if ((await desk.act('resolve', body)) && open === 'resolve-and-next') props.onNext()
      }}
    />
  )
}
