import type { Wall } from '../../../desk/shapes.ts'

/** The month's pushes of LINE as a bar with its words: at the limit, words wait for the user's next one. */
export function QuotaBar(props: { quota: NonNullable<Wall['pushQuota']> }) {
  const { used, limit } = props.quota
  if (limit === null) return <>{used.toLocaleString('ja-JP')}通（上限なし）</>
  const percent = limit === 0 ? 100 : Math.min(100, Math.round((used / limit) * 100))
  return (
    <>
      <meter
        class="quota"
        min={0}
        max={100}
        low={80}
        high={90}
        optimum={0}
        value={percent}
        aria-label="今月のLINE配信"
      />
      {used.toLocaleString('ja-JP')} / {limit.toLocaleString('ja-JP')}通（{percent}%）
      {percent >= 100 && '。相談者が次に書いたときに届きます'}
    </>
  )
}
