import type { Card } from './protocol.ts'

/** A scheme in short: its name, whether it takes applications (in words, colour only helps), and its figures. */
export function SchemeCard({ card }: { card: Card }) {
  return (
    <section class="card" aria-label={card.title}>
      <header>
        <h4>{card.title}</h4>
        <span class={`badge ${card.badgeTone}`}>{card.badge}</span>
      </header>
      <dl>
        {card.rows.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
