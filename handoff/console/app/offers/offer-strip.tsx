import { useEffect, useState } from 'preact/hooks'
import type { CaseSummary } from '../../../desk/shapes.ts'
import { doorNames } from '../words.ts'

const SECOND_MS = 1_000

/** 「あと2分05秒」; whoever cannot see it run is told the moment in the line beside it. */
export function leftText(dueAt: string, now: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(dueAt) - now) / SECOND_MS))
  if (seconds === 0) return 'まもなく戻ります'
  const minutes = Math.floor(seconds / 60)
  return `あと${minutes > 0 ? `${minutes}分` : ''}${String(seconds % 60).padStart(minutes > 0 ? 2 : 1, '0')}秒`
}

function Countdown(props: { dueAt: string }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS)
    return () => clearInterval(timer)
  }, [])
  return (
    <span class="offer-left" role="timer" aria-live="off">
      {leftText(props.dueAt, now)}
    </span>
  )
}

/**
 * What was given to this person by itself: to take or to give back, before its time runs out. It is read out when it
 * comes and has keys of its own, but never takes the focus: somebody may be in the middle of a word.
 */
export function OfferStrip(props: {
  offers: readonly CaseSummary[]
  onAccept: (id: string) => void
  onReturn: (id: string) => void
}) {
  return (
    <section class="offers" aria-label="割り当てられた相談">
      <div role="alert">
        {props.offers.map((offer) => (
          <p key={offer.id} class="hidden">
            相談が割り当てられました。{offer.topic}。受けるときは Alt + Y、戻すときは Alt + N。
          </p>
        ))}
      </div>
      {props.offers.map((offer) => (
        <div class="offer" key={offer.id}>
          <p>
            <strong>相談が割り当てられました</strong>　{doorNames[offer.door]}・{offer.company ?? offer.topic}
            <span class="offer-words">「{offer.preview.slice(0, 40)}」</span>
          </p>
          {offer.dueAt && <Countdown dueAt={offer.dueAt} />}
          <button type="button" class="primary" onClick={() => props.onAccept(offer.id)}>
            受ける <kbd>Alt+Y</kbd>
          </button>
          <button type="button" class="quiet" onClick={() => props.onReturn(offer.id)}>
            戻す <kbd>Alt+N</kbd>
          </button>
        </div>
      ))}
    </section>
  )
}
