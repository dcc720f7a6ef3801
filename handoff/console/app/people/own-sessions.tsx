import { useCallback, useEffect, useState } from 'preact/hooks'
import type { StaffSession } from '../../../desk/people-shapes.ts'
import { type PageProps, wordsOf } from './page-frame.tsx'
import { peopleCalls } from './people-calls.ts'
import { agentName, atClock, methodNames } from './people-words.ts'

/** Where one is logged in, and how to end it. */
export function OwnSessions({ me, onGone }: Pick<PageProps, 'me' | 'onGone'>) {
  const [sessions, setSessions] = useState<readonly StaffSession[]>([])
  const [fault, setFault] = useState('')
  const load = useCallback(() => {
    peopleCalls.sessions().then(
      (answer) => setSessions(answer.sessions),
      (thrown) => setFault(wordsOf(thrown, onGone)),
    )
  }, [onGone])
  useEffect(load, [load])

  const end = (work: Promise<unknown>, after: () => void) =>
    work.then(after, (thrown) => setFault(wordsOf(thrown, onGone)))
  return (
    <section class="section" aria-labelledby="sessions-title">
      <h2 id="sessions-title">ログイン中の端末</h2>
      <p class="hint">30分操作がないとき、またはログインから8時間で、自動的に終了します。</p>
      <p class="fault" role="alert">
        {fault}
      </p>
      <div class="table-box">
        <table>
          <thead>
            <tr>
              <th scope="col">端末</th>
              <th scope="col">方法</th>
              <th scope="col">アドレス</th>
              <th scope="col">ログイン</th>
              <th scope="col">最後の操作</th>
              <th scope="col">操作</th>
            </tr>
          </thead>
          <tbody>
            {sessions.map((session) => (
              <tr key={session.id}>
                <td>
                  {agentName(session.agent)} {session.current && <span class="mark good">この端末</span>}
                </td>
                <td>{methodNames[session.method]}</td>
                <td>{session.address}</td>
                <td class="nowrap">{atClock(session.createdAt)}</td>
                <td class="nowrap">{atClock(session.lastSeenAt)}</td>
                <td>
                  {!session.current && (
                    <button
                      type="button"
                      aria-label={`${atClock(session.createdAt)}のログインを終了する`}
                      onClick={() => end(peopleCalls.revokeSession(me.csrf, session.id), load)}
                    >
                      終了する
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="row-buttons">
        <button
          type="button"
          onClick={() =>
            end(peopleCalls.revokeAllSessions(me.csrf), () => onGone('すべての端末からログアウトしました。'))
          }
        >
          すべての端末からログアウトする
        </button>
      </div>
    </section>
  )
}
