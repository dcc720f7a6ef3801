import type { Item } from './chat-state.ts'
import type { VoteAction } from './protocol.ts'
import { texts } from './texts.ts'

const names: Readonly<Record<string, string>> = texts.votes

/** Whether an answer was of use, by one tap; a 「いいえ」 brings the offer of a person. */
export function Votes({ item, onVote }: { item: Item; onVote: (action: VoteAction) => void }) {
  return (
    <fieldset class="votes">
      <legend>{texts.vote}</legend>
      {item.votes.map((action) => (
        <button
          type="button"
          key={action['@id']}
          class="quiet"
          aria-pressed={item.voted === action['@type']}
          onClick={() => onVote(action)}
        >
          {names[action['@type'] ?? '']}
        </button>
      ))}
      <span role="status">{item.voted === undefined ? '' : texts.voted}</span>
    </fieldset>
  )
}
