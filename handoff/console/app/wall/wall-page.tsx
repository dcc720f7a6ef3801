import { useEffect, useState } from 'preact/hooks'
import type { Wall } from '../../../desk/shapes.ts'
import { api } from '../api.ts'
import { QuotaBar } from '../panel/quota-bar.tsx'
import { PageFrame, type PageProps, wordsOf } from '../people/page-frame.tsx'
import { clockText, waitingSince } from '../times.ts'
import { doorNames, presenceNames, staffRoleNames } from '../words.ts'

const LOOK_MS = 5_000

function Numbers(props: { wall: Wall; now: number }) {
  const { wall, now } = props
  const { counts } = wall
  const longest = wall.longestWaitSince ? waitingSince(wall.longestWaitSince, now) : undefined
  const tiles: [name: string, value: string, tone: string][] = [
    ['未対応', `${counts.queue}件`, longest?.tone ?? 'calm'],
    ['いちばん長い待ち', longest?.text.replace('待ち ', '') ?? 'なし', longest?.tone ?? 'calm'],
    ['返信が遅れている', `${wall.overdue}件`, wall.overdue > 0 ? 'late' : 'calm'],
    ['待ち時間の中央値', wall.medianWaitMinutes === null ? '—' : `${wall.medianWaitMinutes}分`, 'plain'],
    ['対応中', `${counts.working}件`, 'plain'],
    ['時間外の受付', `${counts.afterHours}件`, 'plain'],
    ['きょうの完了', `${counts.closedToday}件`, 'plain'],
  ]
  return (
    <dl class="tiles">
      {tiles.map(([name, value, tone]) => (
        <div key={name} class={`tile ${tone}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function StaffTable(props: { wall: Wall }) {
  return (
    <section class="section">
      <h2>職員</h2>
      <div class="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">氏名</th>
              <th scope="col">状態</th>
              <th scope="col">受け持ち</th>
              <th scope="col">見ている相談</th>
            </tr>
          </thead>
          <tbody>
            {props.wall.staff.map((person) => (
              <tr key={person.login}>
                <td>
                  {person.name}（{staffRoleNames[person.role]}）
                </td>
                <td>
                  <span class={`mark${person.presence === 'online' ? ' good' : ''}`}>
                    {presenceNames[person.presence]}
                  </span>
                </td>
                <td>
                  {person.load} / {person.capacity}件{person.load >= person.capacity && '（いっぱい）'}
                </td>
                <td>
                  {person.viewing && <a href={`/desk#case/${person.viewing}`}>開く</a>}
                  {person.typing && ' 入力中'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Waiting(props: { wall: Wall }) {
  const { wall } = props
  const stopped = Object.entries(wall.doors).filter(([, door]) => !door.bot || !door.staff || door.banner !== '')
  return (
    <section class="section">
      <h2>班ごとの未対応</h2>
      {wall.byTeam.length === 0 && <p class="empty">待っている相談はありません。</p>}
      <ul class="by-team">
        {wall.byTeam.map(({ team, waiting }) => (
          <li key={team}>
            {team ?? '班なし'} <strong>{waiting}件</strong>
          </li>
        ))}
      </ul>
      <h2>入口</h2>
      {stopped.length === 0 && <p>すべての入口が動いています。</p>}
      {wall.pushQuota && (
        <p>
          今月のLINE配信 <QuotaBar quota={wall.pushQuota} />
        </p>
      )}
      <ul>
        {stopped.map(([door, { bot, staff, banner }]) => (
          <li key={door}>
            <strong>{doorNames[door as keyof typeof doorNames]}</strong> {!bot && '・AI停止中'}
            {!staff && '・取り次ぎ停止中'}
            {banner && `・お知らせ「${banner}」`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The lead's view of the whole desk, looked at anew every five seconds. */
export function WallPage(props: PageProps) {
  const { me, onGone } = props
  const [wall, setWall] = useState<Wall>()
  const [now, setNow] = useState(Date.now)
  const [fault, setFault] = useState('')
  useEffect(() => {
    const look = () =>
      api.wall().then(
        (answer) => {
          setWall(answer)
          setNow(Date.now())
          setFault('')
        },
        (thrown) => setFault(wordsOf(thrown, onGone)),
      )
    look()
    const timer = setInterval(look, LOOK_MS)
    return () => clearInterval(timer)
  }, [onGone])
  return (
    <PageFrame me={me} onGone={onGone} title="いまの状況">
      <p class="fault" role="alert">
        {fault}
      </p>
      {wall && (
        <>
          <p class="hint">
            {clockText(new Date(now).toISOString())} 現在（5秒ごとに更新） <a href="/desk">相談の一覧へ</a>{' '}
            {me.permissions.includes('service.switch') && <a href="/desk/settings#doors">緊急の停止とお知らせ</a>}
          </p>
          <Numbers wall={wall} now={now} />
          <Waiting wall={wall} />
          <StaffTable wall={wall} />
        </>
      )}
    </PageFrame>
  )
}
