import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Me } from '../../desk/shapes.ts'
import { type CaseActions, CaseView, rightsOf } from './case-view.tsx'
import { type Draft, emptyDraft } from './composer.tsx'
import { ResolveDialog, ShortcutsDialog, TransferDialog } from './dialogs.tsx'
import { casesOf, Queue, type TabName } from './queue.tsx'
import { SidePanel } from './side-panel.tsx'
import { useDesk } from './use-desk.ts'
import { usePresence } from './use-presence.ts'
import { useShortcuts } from './use-shortcuts.ts'
import { staffRoleNames } from './words.ts'

type DialogName = 'resolve' | 'transfer' | 'shortcuts' | undefined

/** The console of a member of staff: list, thread, side panel. */
export function Desk(props: { me: Me; onGone: (notice: string) => void }) {
  const { me } = props
  const desk = useDesk(me, props.onGone)
  usePresence()
  const [tab, setTab] = useState<TabName>('queue')
  const [dialog, setDialog] = useState<DialogName>()
  const [panelOpen, setPanelOpen] = useState(() => innerWidth >= 1200)
  const [drafts, setDrafts] = useState<Readonly<Record<string, Draft>>>({})
  const field = useRef<HTMLTextAreaElement>(null)
  const { detail } = desk
  const rights = detail && rightsOf(me, detail)
  const fresh = useMemo(() => emptyDraft(desk.selected), [desk.selected])
  const draft = drafts[desk.selected ?? ''] ?? fresh
  const keepDraft = (next: Draft) => setDrafts((before) => ({ ...before, [next.caseId ?? '']: next }))

  const focusWhenMine = useRef(false)
  useEffect(() => {
    if (!focusWhenMine.current || !rights?.reply) return
    focusWhenMine.current = false
    field.current?.focus()
  }, [rights?.reply])

  const actions: CaseActions = {
    claim: async () => {
      focusWhenMine.current = true
      if (await desk.act('claim')) setTab('mine')
      else focusWhenMine.current = false
    },
    release: async () => {
      if (await desk.act('release')) setTab('queue')
    },
    reopen: async () => {
      if (await desk.act('reopen')) setTab('mine')
    },
    openTransfer: () => setDialog('transfer'),
    openResolve: () => setDialog('resolve'),
    send: ({ caseId: _, ...words }) => desk.act('messages', words),
  }
  const move = (step: 1 | -1) => {
    const cases = casesOf(desk, me, tab)
    const index = cases.findIndex((summary) => summary.id === desk.selected)
    const next = cases[index === -1 ? 0 : Math.min(cases.length - 1, Math.max(0, index + step))]
    if (next) desk.choose(next.id)
  }
  useShortcuts(
    {
      KeyJ: () => move(1),
      KeyK: () => move(-1),
      KeyC: () => rights?.claim && actions.claim(),
      KeyL: () => field.current?.focus(),
      KeyP: () => rights?.reply && keepDraft({ ...draft, private: !draft.private }),
      KeyE: () => rights?.resolve && setDialog('resolve'),
      KeyT: () => rights?.transfer && setDialog('transfer'),
      KeyO: () => setPanelOpen(!panelOpen),
    },
    () => setDialog('shortcuts'),
  )
  const close = () => setDialog(undefined)
  return (
    <div class={`desk${panelOpen && detail ? ' with-panel' : ''}`}>
      <header class="top">
        <p class="brand">窓口 職員画面</p>
        <p class={`link ${desk.connected ? 'live' : 'lost'}`} role="status">
          {desk.connected ? '接続中' : '接続が切れました。再接続しています…'}
        </p>
        <a href="/desk/figures">数字</a>
        <p class="who">
          {me.name}（{staffRoleNames[me.role]}）
        </p>
        <button type="button" class="quiet" onClick={() => setDialog('shortcuts')}>
          キー操作
        </button>
        <a class="button quiet" href="/desk/account">
          アカウント
        </a>
        <button type="button" class="quiet" onClick={desk.logout}>
          ログアウト
        </button>
      </header>
      {desk.fault && (
        <div class="fault-bar" role="alert">
          <p>{desk.fault}</p>
          <button type="button" class="quiet" onClick={desk.clearFault}>
            閉じる
          </button>
        </div>
      )}
      <Queue desk={desk} me={me} tab={tab} onTab={setTab} />
      {detail ? (
        <CaseView
          me={me}
          detail={detail}
          now={desk.now}
          actions={actions}
          draft={draft}
          onDraft={keepDraft}
          field={field}
          panelOpen={panelOpen}
          onPanel={() => setPanelOpen(!panelOpen)}
        />
      ) : (
        <main class="case nothing">
          <p>{desk.selected ? '読み込んでいます…' : '左の一覧から相談を選んでください。'}</p>
        </main>
      )}
      {detail && panelOpen && <SidePanel me={me} detail={detail} now={desk.now} />}
      {dialog === 'resolve' && (
        <ResolveDialog
          onClose={close}
          onResolve={async (body) => {
            close()
            await desk.act('resolve', body)
          }}
        />
      )}
      {dialog === 'transfer' && detail && (
        <TransferDialog
          me={me}
          owner={detail.case.owner}
          colleagues={desk.colleagues}
          onClose={close}
          onTransfer={async (body) => {
            close()
            await desk.act('transfer', body)
          }}
        />
      )}
      {dialog === 'shortcuts' && <ShortcutsDialog onClose={close} />}
    </div>
  )
}
