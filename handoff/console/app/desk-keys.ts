import type { Me } from '../../desk/shapes.ts'
import type { CaseActions } from './case-actions.ts'
import type { DialogName } from './desk-dialogs.tsx'
import type { Macro } from './macros/macro-words.ts'
import { pagesOf } from './pages.ts'
import type { Command } from './palette.tsx'
import type { Rights } from './rights.ts'
import type { DeskState } from './state/use-desk.ts'
import { type TabName, tabNames } from './state/use-list.ts'

export interface DeskParts {
  me: Me
  desk: DeskState
  rights: Rights | undefined
  actions: CaseActions
  move: (step: 1 | -1) => void
  openDialog: (name: DialogName) => void
  focusField: () => void
  focusSearch: () => void
  togglePanel: () => void
  toggleQueue: () => void
  toggleNote: () => void
  toggleSuggestions: () => void
  openMacro: (macro: Macro) => void
}

interface Act extends Command {
  /** The key, by its place; see use-shortcuts.ts. */
  code?: string
  allowed: boolean
}

const tabs: readonly TabName[] = ['queue', 'mine', 'team', 'all', 'closed']

/** One table for keys and palette: a thing that can be done has one name, at most one key, and one condition. */
function acts(parts: DeskParts): Act[] {
  const { rights, actions, desk, openDialog } = parts
  const may = (right: keyof Rights) => rights?.[right] === true
  const [offer] = desk.list.offers
  const claims = may('claim') || may('accept') || may('resume')
  return [
    { name: '担当する・引き継ぎを受ける', keys: 'Alt + C', code: 'alt+KeyC', allowed: claims, run: actions.claim },
    {
      name: '割り当てられた相談を受ける',
      keys: 'Alt + Y',
      code: 'alt+KeyY',
      allowed: offer !== undefined,
      run: () => offer && actions.acceptOffer(offer.id),
    },
    {
      name: '割り当てられた相談を戻す',
      keys: 'Alt + N',
      code: 'alt+KeyN',
      allowed: offer !== undefined,
      run: () => offer && actions.returnOffer(offer.id),
    },
    { name: '受けずに戻す', allowed: may('accept'), run: actions.decline },
    { name: '返信欄へ', keys: 'Alt + L', code: 'alt+KeyL', allowed: may('note'), run: parts.focusField },
    { name: '返信とメモを切り替える', keys: 'Alt + P', code: 'alt+KeyP', allowed: may('reply'), run: parts.toggleNote },
    { name: '回答案', keys: 'Alt + S', code: 'alt+KeyS', allowed: may('reply'), run: parts.toggleSuggestions },
    {
      name: 'ファイルを送る',
      keys: 'Ctrl + Alt + A',
      code: 'mod+alt+KeyA',
      allowed: may('reply'),
      run: () => document.getElementById('attach')?.click(),
    },
    { name: '返信待ちにする', keys: 'Alt + W', code: 'alt+KeyW', allowed: may('wait'), run: actions.wait },
    { name: '後で対応する', keys: 'Alt + M', code: 'alt+KeyM', allowed: may('snooze'), run: actions.openSnooze },
    { name: 'いま再開する', keys: 'Alt + M', code: 'alt+KeyM', allowed: may('wake'), run: actions.wake },
    { name: '引き継ぐ', keys: 'Alt + T', code: 'alt+KeyT', allowed: may('transfer'), run: actions.openTransfer },
    { name: '未対応に戻す', allowed: may('release'), run: actions.release },
    { name: '担当を交代する', allowed: may('takeOver'), run: actions.openTakeOver },
    { name: '会話を終える', allowed: may('end'), run: actions.end },
    { name: '完了する', keys: 'Alt + E', code: 'alt+KeyE', allowed: may('resolve'), run: actions.openResolve },
    {
      name: '完了して次の相談へ',
      keys: 'Ctrl + Alt + E',
      code: 'mod+alt+KeyE',
      allowed: may('resolve'),
      run: () => openDialog('resolve-and-next'),
    },
    { name: '自分の担当で再開する', allowed: may('reopen'), run: actions.reopen },
    { name: '次の相談', keys: 'Alt + J', code: 'alt+KeyJ', allowed: true, run: () => parts.move(1) },
    { name: '前の相談', keys: 'Alt + K', code: 'alt+KeyK', allowed: true, run: () => parts.move(-1) },
    { name: '相談を探す', keys: '/', allowed: true, run: parts.focusSearch },
    { name: '一覧の表示を切り替える', keys: 'Alt + I', code: 'alt+KeyI', allowed: true, run: parts.toggleQueue },
    { name: '詳細の表示を切り替える', keys: 'Alt + O', code: 'alt+KeyO', allowed: true, run: parts.togglePanel },
    ...tabs.map((tab, index) => ({
      name: `一覧: ${tabNames[tab]}`,
      keys: `Alt + ${index + 1}`,
      code: `alt+Digit${index + 1}`,
      allowed: true,
      run: () => desk.list.setTab(tab),
    })),
    { name: '個人設定（音・通知・送信のキー）', allowed: true, run: () => openDialog('preferences') },
    { name: 'キー操作の一覧', keys: '?', allowed: true, run: () => openDialog('shortcuts') },
    { name: 'ログアウト', allowed: true, run: desk.logout },
  ]
}

/** The keys that do something now, as `useShortcuts` takes them. */
export function deskKeys(parts: DeskParts) {
  const keyed = acts(parts).filter((act) => act.allowed && act.code !== undefined)
  return {
    keys: {
      ...Object.fromEntries(keyed.map((act) => [act.code, act.run])),
      'mod+KeyK': () => parts.openDialog('palette'),
    },
    plain: { '?': () => parts.openDialog('shortcuts'), '/': parts.focusSearch },
  }
}

/** What the palette offers: what can be done with the case, the cases of the list, the other pages. */
export function deskCommands(parts: DeskParts): Command[] {
  const { desk, me } = parts
  return [
    ...acts(parts).filter((act) => act.allowed),
    ...(parts.rights?.writes && parts.desk.detail?.case.closedAt === null
      ? desk.macros.map((macro) => ({ name: `マクロ: ${macro.title}`, run: () => parts.openMacro(macro) }))
      : []),
    ...desk.list.cases.map((summary) => ({
      name: `相談を開く: ${summary.company ?? summary.topic} ${summary.preview.slice(0, 30)} ${summary.id.slice(0, 8)}`,
      run: () => desk.choose(summary.id),
    })),
    ...pagesOf(me.permissions)
      .filter(({ href }) => href !== '/desk')
      .map(({ href, label }) => ({ name: `画面: ${label}`, run: () => location.assign(href) })),
  ]
}
