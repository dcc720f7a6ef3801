import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { Me } from '../../../desk/shapes.ts'
import type { DeskState } from '../state/use-desk.ts'
import { type MarkName, markNames, marksOf, type TabName, tabNames } from '../state/use-list.ts'
import { BulkDialog } from './bulk-dialog.tsx'
import { DeadRow, Row } from './row.tsx'
import { type Picking, usePicking } from './use-picking.ts'

function countOf(desk: DeskState, name: TabName): number {
  const { counts } = desk.list
  if (name === 'dead') return desk.deadLetters.length
  if (counts === undefined) return 0
  const { queue, afterHours, mine, team, open, closedToday } = counts
  return { queue: queue + afterHours, mine, team, all: open, closed: closedToday }[name]
}

function Tabs(props: { desk: DeskState }) {
  const { list, deadLetters } = props.desk
  const shown = (Object.keys(tabNames) as TabName[]).filter((name) => name !== 'dead' || deadLetters.length > 0)
  return (
    <fieldset class="tabs">
      <legend class="hidden">表示する相談</legend>
      {shown.map((name) => (
        <button type="button" key={name} aria-pressed={name === list.tab} onClick={() => list.setTab(name)}>
          {tabNames[name]}
          <span class="count">
            {countOf(props.desk, name)}
            {name === 'closed' && <span class="hidden">件（きょう）</span>}
          </span>
        </button>
      ))}
    </fieldset>
  )
}

/** Narrows the list; what is late is told even where nobody looks for it. */
function Narrowing(props: { desk: DeskState }) {
  const { list } = props.desk
  const late = list.counts?.late ?? 0
  return (
    <div class="narrowing">
      <label class="hidden" for="narrow">
        しぼり込み
      </label>
      <select
        id="narrow"
        value={list.mark ?? ''}
        onChange={(event) => list.setTab(list.tab, (event.currentTarget.value || undefined) as MarkName | undefined)}
      >
        <option value="">しぼり込みなし</option>
        {marksOf[list.tab].map((name) => (
          <option key={name} value={name}>
            {markNames[name]}
            {name === 'resting' && list.tab === 'mine' && `（${list.counts?.resting ?? 0}件）`}
          </option>
        ))}
      </select>
      {late > 0 && list.mark !== 'late' && (
        <button type="button" class="late-chip" onClick={() => list.setTab('all', 'late')}>
          約束超過 {late}件
        </button>
      )}
    </div>
  )
}

function Pages(props: { desk: DeskState }) {
  const { list } = props.desk
  if (list.page === 1 && !list.hasNext) return null
  return (
    <div class="pages">
      <button type="button" class="quiet" aria-disabled={list.page === 1} onClick={list.previousPage}>
        前へ
      </button>
      <span>{list.page}ページ目</span>
      <button type="button" class="quiet" aria-disabled={!list.hasNext} onClick={list.nextPage}>
        次へ
      </button>
    </div>
  )
}

/** For leads: rows are picked, and one thing is done to all of them. */
function BulkBar(props: { desk: DeskState; me: Me; picking: Picking }) {
  const { desk, picking } = props
  const [open, setOpen] = useState(false)
  const shown = desk.list.cases.filter(({ id }) => picking.picked.has(id))
  return (
    <div class="bulk-bar">
      <button type="button" class="small" aria-pressed={picking.on} onClick={picking.toggleMode}>
        まとめて操作
      </button>
      {picking.on && (
        <>
          <button type="button" class="small" onClick={() => picking.pick(desk.list.cases.map(({ id }) => id))}>
            すべて選ぶ
          </button>
          <button
            type="button"
            class="small"
            aria-disabled={shown.length === 0}
            onClick={() => setOpen(shown.length > 0)}
          >
            {shown.length}件を…
          </button>
        </>
      )}
      {open && (
        <BulkDialog
          cases={shown}
          teams={desk.teams}
          csrf={props.me.csrf}
          onClose={() => {
            setOpen(false)
            picking.pick([])
          }}
          onDone={desk.list.load}
        />
      )}
    </div>
  )
}

/** The list at the left: tabs with counts, search, longest waiting first, page by page. */
export function Queue(props: { desk: DeskState; me: Me; searchField: RefObject<HTMLInputElement | null> }) {
  const { desk, me } = props
  const { list } = desk
  const dead = list.tab === 'dead'
  const picking = usePicking()
  const mayPick = me.permissions.includes('cases.overrule') && !dead && list.tab !== 'closed'
  const empty = !list.loaded ? '読み込んでいます…' : list.search ? '見つかりませんでした。' : '相談はありません。'
  const typingAt = (id: string) => [
    ...(desk.own.presence?.usersTyping.includes(id) ? ['相談者'] : []),
    ...(desk.own.presence?.staff ?? [])
      .filter((person) => person.login !== me.login && person.viewing === id && person.typing)
      .map((person) => `${person.name}さん`),
  ]
  return (
    <nav class="queue" id="queue" aria-label="相談の一覧">
      <Tabs desk={desk} />
      {!dead && (
        <div class="search">
          <label class="hidden" for="search">
            話題・会社・やりとりの言葉で探す
          </label>
          <input
            id="search"
            type="search"
            ref={props.searchField}
            placeholder="話題・会社・言葉で探す（/）"
            autocomplete="off"
            value={list.search}
            onInput={(event) => list.setSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape' && !event.isComposing) list.setSearch('')
            }}
          />
          <Narrowing desk={desk} />
          {mayPick && <BulkBar desk={desk} me={me} picking={picking} />}
        </div>
      )}
      <ul>
        {dead
          ? desk.deadLetters.map((letter) => (
              <DeadRow key={letter.id} letter={letter} now={desk.now} choose={desk.choose} />
            ))
          : list.cases.map((summary) => (
              <Row
                key={summary.id}
                summary={summary}
                chosen={summary.id === desk.selected}
                typing={typingAt(summary.id)}
                now={desk.now}
                choose={() => desk.choose(summary.id)}
                picking={
                  mayPick && picking.on
                    ? { picked: picking.picked.has(summary.id), toggle: () => picking.toggle(summary.id) }
                    : undefined
                }
              />
            ))}
      </ul>
      {!dead && list.cases.length === 0 && <p class="empty">{empty}</p>}
      {!dead && <Pages desk={desk} />}
    </nav>
  )
}
