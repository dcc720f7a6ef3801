import type { RefObject } from 'preact'
import type { Me } from '../../../desk/shapes.ts'
import type { DeskState } from '../state/use-desk.ts'
import { type MarkName, markNames, marksOf, type TabName, tabNames } from '../state/use-list.ts'
import { DeadRow, Row } from './row.tsx'

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

/** The list at the left: tabs with counts, search, longest waiting first, page by page. */
export function Queue(props: { desk: DeskState; me: Me; searchField: RefObject<HTMLInputElement | null> }) {
  const { desk, me } = props
  const { list } = desk
  const dead = list.tab === 'dead'
  const empty = !list.loaded ? '読み込んでいます…' : list.search ? '見つかりませんでした。' : '相談はありません。'
  const typingAt = (id: string) => [
    ...(desk.own.presence?.usersTyping.includes(id) ? ['相談者'] : []),
    ...(desk.own.presence?.staff ?? [])
      .filter((person) => person.login !== me.login && person.viewing === id && person.typing)
      .map((person) => `${person.name}さん`),
  ]
  return (
    <nav class="queue" aria-label="相談の一覧">
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
              />
            ))}
      </ul>
      {!dead && list.cases.length === 0 && <p class="empty">{empty}</p>}
      {!dead && <Pages desk={desk} />}
    </nav>
  )
}
