import { OutwardLink } from './linkified-text.tsx'
import type { Citation } from './protocol.ts'
import { dateText, texts } from './texts.ts'

/** More sources than this are folded away. */
const SHOWN_AT_ONCE = 3

/** Where an answer stands written, with the date of each source. */
export function Sources({ citations }: { citations: Citation[] }) {
  const list = (
    <ol>
      {citations.map(({ title, url, date }, index) => (
        <li key={index}>
          {url && /^https?:\/\//.test(url) ? <OutwardLink href={url}>{title}</OutwardLink> : title}
          {date ? <span class="date">{dateText(date)}</span> : null}
        </li>
      ))}
    </ol>
  )
  if (citations.length > SHOWN_AT_ONCE) {
    return (
      <details class="sources">
        <summary>{texts.sourcesCount(citations.length)}</summary>
        {list}
      </details>
    )
  }
  return (
    <section class="sources">
      <h4>{texts.sources}</h4>
      {list}
    </section>
  )
}
