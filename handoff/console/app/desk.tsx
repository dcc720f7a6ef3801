import { useCallback, useMemo, useRef, useState } from 'preact/hooks'
import type { Opening } from '../../desk/opening.ts'
import type { Me } from '../../desk/shapes.ts'
import { useAlerts } from './alerts/use-alerts.ts'
import { CaseView } from './case-view.tsx'
import { type Draft, emptyDraft } from './composer/draft.ts'
import { useUndo } from './composer/use-undo.ts'
import { fillVariables } from './composer/variables.ts'
import { DeskDialogs, type DialogName } from './desk-dialogs.tsx'
import { deskCommands, deskKeys } from './desk-keys.ts'
import { Header } from './header.tsx'
import { Queue } from './list/queue.tsx'
import { MacroDialog } from './macros/macro-dialog.tsx'
import type { Macro } from './macros/macro-words.ts'
import { OfferStrip } from './offers/offer-strip.tsx'
import { SidePanel } from './panel/side-panel.tsx'
import { Splitter } from './panes/splitter.tsx'
import { usePanes } from './panes/use-panes.ts'
import { keepPreferences, readPreferences } from './preferences.ts'
import { rightsOf } from './rights.ts'
import { useDesk } from './state/use-desk.ts'
import { useCaseActions } from './use-case-actions.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** The console of a member of staff: list, thread, side panel. */
export function Desk(props: { me: Me; opening: Opening | undefined; onGone: (notice: string) => void }) {
  const { me } = props
  const desk = useDesk(me, props.onGone, props.opening)
  const [dialog, setDialog] = useState<DialogName>()
  const panes = usePanes()
  const { panelOpen } = panes
  const [suggesting, setSuggesting] = useState(false)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const [preferences, setPreferences] = useState(readPreferences)
  const [macro, setMacro] = useState<Macro>()
  const field = useRef<HTMLTextAreaElement>(null)
  const searchField = useRef<HTMLInputElement>(null)
  const undo = useUndo()
  const { detail, selected, list } = desk
  const rights = detail && rightsOf(me, detail)
  const fresh = useMemo(() => emptyDraft(selected), [selected])
  const draft = drafts[selected ?? ''] ?? fresh
  const keepDraft = (next: Draft) => setDrafts((before) => ({ ...before, [next.caseId ?? '']: next }))
  const focusField = useCallback(() => field.current?.focus(), [])
  const player = useAlerts(list.counts && list.counts.queue + list.counts.calling, list.offers.length, preferences)
  const actions = useCaseActions({ me, desk, rights, undo, keepDraft, openDialog: setDialog, focusField })

  const move = (step: 1 | -1) => {
    const index = list.cases.findIndex((summary) => summary.id === selected)
    const next = list.cases[index === -1 ? 0 : Math.min(list.cases.length - 1, Math.max(0, index + step))]
    if (next) desk.choose(next.id)
  }
  const parts = {
    me,
    desk,
    rights,
    actions,
    move,
    openDialog: setDialog,
    focusField,
    focusSearch: () => {
      if (!panes.queueOpen) panes.toggleQueue()
      setTimeout(() => searchField.current?.focus())
    },
    togglePanel: panes.togglePanel,
    toggleQueue: panes.toggleQueue,
    toggleNote: () => keepDraft({ ...draft, private: !draft.private }),
    toggleSuggestions: () => setSuggesting(!suggesting),
    openMacro: setMacro,
  }
  const { keys, plain } = deskKeys(parts)
  useShortcuts(keys, plain)
  return (
    <div
      class={`desk${panelOpen && detail ? ' with-panel' : ''}${panes.queueOpen ? '' : ' without-queue'}`}
      style={{ '--queue-width': panes.queueOpen ? `${panes.queue}px` : '0px', '--panel-width': `${panes.panel}px` }}
    >
      <Header
        me={me}
        desk={desk}
        onPalette={() => setDialog('palette')}
        onShortcuts={() => setDialog('shortcuts')}
        onPreferences={() => setDialog('preferences')}
      />
      <div class="strips">
        <OfferStrip offers={list.offers} onAccept={actions.acceptOffer} onReturn={actions.returnOffer} />
        {desk.fault && (
          <div class="fault-bar" role="alert">
            <p>{desk.fault}</p>
            <button type="button" class="quiet" onClick={desk.clearFault}>
              閉じる
            </button>
          </div>
        )}
      </div>
      {panes.queueOpen && <Queue desk={desk} me={me} searchField={searchField} />}
      <Splitter
        pane="queue"
        label="一覧の幅"
        controls="queue"
        width={panes.queue}
        open={panes.queueOpen}
        onResize={(width) => panes.resize('queue', width)}
        onToggle={panes.toggleQueue}
      />
      {detail && rights ? (
        <CaseView
          me={me}
          detail={detail}
          now={desk.now}
          readBefore={desk.readBefore}
          rights={rights}
          actions={actions}
          presence={desk.own.presence}
          draft={draft}
          onDraft={keepDraft}
          onTyping={desk.own.typing}
          undo={undo}
          canned={desk.canned}
          macros={desk.macros}
          onMacro={setMacro}
          colleagues={desk.colleagues}
          preferences={preferences}
          suggesting={suggesting}
          onSuggesting={setSuggesting}
          field={field}
          panelOpen={panelOpen}
          onPanel={parts.togglePanel}
          queueOpen={panes.queueOpen}
          onQueue={panes.toggleQueue}
        />
      ) : (
        <main class="case nothing">
          <h1 class="hidden">相談</h1>
          <p>{selected ? '読み込んでいます…' : '左の一覧から相談を選んでください。'}</p>
          {!panes.queueOpen && (
            <button type="button" class="quiet" aria-expanded="false" onClick={panes.toggleQueue}>
              一覧
            </button>
          )}
        </main>
      )}
      {detail && panelOpen && (
        <Splitter
          pane="panel"
          label="詳細の幅"
          controls="panel"
          width={panes.panel}
          open
          onResize={(width) => panes.resize('panel', width)}
          onToggle={panes.togglePanel}
        />
      )}
      {detail && rights && panelOpen && (
        <SidePanel
          me={me}
          detail={detail}
          now={desk.now}
          onDescribe={rights.describe ? async (facts) => (await desk.act('describe', facts)) !== undefined : undefined}
        />
      )}
      {macro && detail && (
        <MacroDialog
          macro={macro}
          reply={macro.steps.reply && fillVariables(macro.steps.reply, me, detail.case, desk.canned.values)}
          teams={desk.teams}
          onClose={() => setMacro(undefined)}
          onRun={async (body) => {
            setMacro(undefined)
            await desk.runMacro(macro.id, body)
          }}
        />
      )}
      <DeskDialogs
        open={dialog}
        onClose={() => setDialog(undefined)}
        me={me}
        desk={desk}
        commands={dialog === 'palette' ? deskCommands(parts) : []}
        onNext={() => move(1)}
        preferences={preferences}
        onPreferences={(next) => {
          keepPreferences(next)
          setPreferences(next)
        }}
        player={player}
      />
    </div>
  )
}
