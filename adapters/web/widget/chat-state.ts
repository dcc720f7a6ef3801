import type { LinkState } from './connection.ts'
import {
  type Card,
  type Citation,
  FEEDBACK,
  type VoteAction,
  WAITING,
  type Waiting,
  type WireActivity,
} from './protocol.ts'
import { texts } from './texts.ts'

export type Speaker = 'user' | 'bot' | 'staff' | 'system'

/** One bubble. */
export interface Item {
  /** The id of the activity, or while it is on its way the client's own. */
  key: string
  speaker: Speaker
  name: string
  text: string
  at: number
  citations: Citation[]
  card?: Card
  suggestions: string[]
  /** How the reader may vote on an answer. */
  votes: VoteAction[]
  /** The vote that was given. */
  voted?: string
  /** Of the user's own words: not yet back from the server. */
  status?: 'sending' | 'failed'
  error?: string
}

export interface ChatState {
  items: Item[]
  link: LinkState
  offline: boolean
  /** The bot is about to answer, or staff write. */
  typing: boolean
  /** Who; the newest sign counts. */
  typingBy?: 'bot' | 'staff' | undefined
  /** Signs so far: each keeps the dots for a time. */
  signs?: number
  /** How the user waits for staff, while they do. */
  waiting?: Waiting | undefined
}

export type ChatAction =
  | { type: 'activity'; activity: WireActivity }
  | { type: 'send'; key: string; text: string; at: number }
  | { type: 'failed'; key: string; error: string }
  | { type: 'resend'; key: string }
  | { type: 'link'; link: LinkState }
  | { type: 'offline'; offline: boolean }
  | { type: 'typing-over' }
  | { type: 'restart'; at: number }

export const emptyChat: ChatState = { items: [], link: 'connecting', offline: false, typing: false }

const senders: readonly string[] = ['bot', 'staff', 'system']

function toItem(activity: WireActivity): Item | undefined {
  if (activity.type !== 'message' || activity.id === undefined) return undefined
  const { from, channelData } = activity
  const told = channelData?.madoguchi
  const speaker = from?.role === 'user' ? 'user' : senders.includes(told?.sender ?? '') ? told?.sender : 'bot'
  return {
    key: activity.id,
    speaker: speaker as Speaker,
    name: speaker === 'user' ? texts.you : (told?.senderName ?? from?.name ?? ''),
    text: activity.text ?? '',
    at: Date.parse(activity.timestamp ?? '') || Date.now(),
    citations: told?.citations ?? [],
    ...(told?.card ? { card: told.card } : {}),
    suggestions: (activity.suggestedActions?.actions ?? []).flatMap(({ value }) =>
      typeof value === 'string' ? [value] : [],
    ),
    votes: activity.entities?.flatMap(({ potentialAction = [] }) => potentialAction) ?? [],
  }
}

/** The newest vote on an answer stands. */
const withVote = (state: ChatState, id: string | undefined): ChatState => ({
  ...state,
  items: state.items.map((item) => {
    const vote = item.votes.find((known) => known['@id'] === id)
    return vote?.['@type'] === undefined ? item : { ...item, voted: vote['@type'] }
  }),
})

function addActivity(state: ChatState, activity: WireActivity): ChatState {
  if (activity.type === 'typing') {
    if (activity.channelData?.madoguchi?.sender === 'staff')
      return { ...state, typing: true, typingBy: 'staff', signs: (state.signs ?? 0) + 1 }
    const asked = state.items.findIndex(({ key }) => key === activity.replyToId)
    const answered = state.items.slice(asked + 1).some(({ speaker }) => speaker !== 'user')
    return { ...state, typing: !answered, typingBy: 'bot' }
  }
  if (activity.name === WAITING) return { ...state, waiting: activity.value?.place ? activity.value : undefined }
  if (activity.name === FEEDBACK) return withVote(state, activity.entities?.[0]?.['@id'])
  const item = toItem(activity)
  if (!item || state.items.some(({ key }) => key === item.key)) return state
  // The echo of words on their way takes their place.
  const own = activity.channelData?.clientActivityID
  const rest = state.items.filter(({ key, status }) => !(status && key === own))
  // What is still on its way stays below all that the server has told.
  const waiting = rest.findIndex(({ status }) => status !== undefined)
  const place = waiting < 0 ? rest.length : waiting
  return {
    ...state,
    items: [...rest.slice(0, place), item, ...rest.slice(place)],
    typing: state.typing && item.speaker === 'user',
  }
}

const withStatus = (state: ChatState, key: string, change: Partial<Item>): ChatState => ({
  ...state,
  items: state.items.map((item) => (item.key === key && item.status ? { ...item, ...change } : item)),
})

/** What is shown, as a function of what happened. */
export function chatReducer(state: ChatState, action: ChatAction): ChatState {
  switch (action.type) {
    case 'activity':
      return addActivity(state, action.activity)
    case 'send': {
      const { key, text, at } = action
      const item: Item = {
        key,
        speaker: 'user',
        name: texts.you,
        text,
        at,
        citations: [],
        suggestions: [],
        votes: [],
        status: 'sending',
      }
      return { ...state, items: [...state.items, item] }
    }
    case 'failed':
      return withStatus(state, action.key, { status: 'failed', error: action.error })
    case 'resend':
      return withStatus(state, action.key, { status: 'sending' })
    case 'link':
      return state.link === action.link ? state : { ...state, link: action.link }
    case 'offline':
      return { ...state, offline: action.offline }
    case 'typing-over':
      return { ...state, typing: false }
    case 'restart': {
      const name = ''
      const note: Item = {
        key: 'restarted',
        speaker: 'system',
        name,
        text: texts.restarted,
        at: action.at,
        citations: [],
        suggestions: [],
        votes: [],
      }
      return { ...state, items: [...state.items.filter(({ status }) => status), note], typing: false }
    }
  }
}

/** Whether the words go to people, as far as the page can tell: whoever spoke last was no bot. */
export const isWithStaff = ({ items, waiting }: ChatState): boolean =>
  waiting !== undefined || items.findLast(({ speaker }) => speaker !== 'user')?.speaker === 'staff'

/** What may be tapped next, until the user speaks. The way to staff is left out: its button is always there. */
export function currentSuggestions(items: readonly Item[]): string[] {
  const last = items.at(-1)
  return last && last.speaker !== 'user' ? last.suggestions.filter((words) => words !== texts.staffWords) : []
}
