import type { messagingApi } from '@line/bot-sdk'
import type { Citation, SchemeCard } from '../../bot/outcome.ts'
import { shortenGraphemes } from '../../storage/ground/graphemes.ts'
import { SEAL_LENGTH } from './postback-seal.ts'
import { writePostback } from './postback-words.ts'
import { openableUrl, sourceName } from './sources.ts'
import { shortenUnits } from './text-limits.ts'
import { lineTexts } from './texts.ts'

// Limits: https://developers.line.biz/en/reference/messaging-api/#flex-message
export const BUBBLE_BYTES = 30 * 1024
const ALT_TEXT_LIMIT = 400
const BUTTON_LABEL_LIMIT = 40
/** Longer values are in the text bubble above; a card is for the eye. */
const VALUE_LIMIT = 400

/** Each passes 4.5:1 on its ground; the state is always told in words, colour only helps the eye. */
const badgeColours = {
  open: { color: '#0B6B38', backgroundColor: '#E3F4EA' },
  closed: { color: '#9B1C1C', backgroundColor: '#FBE9E9' },
  neutral: { color: '#3D4756', backgroundColor: '#EDF0F4' },
} as const
const quiet = '#4A5568'
const primary = '#0D5C50'

export type Component = messagingApi.FlexComponent

/** LINE refuses a blank text inside a card. */
export const shown = (text: string, limit = VALUE_LIMIT): string => shortenUnits(text.trim(), limit) || '―'

export const altText = (text: string): string => shortenUnits(text, ALT_TEXT_LIMIT)

/** The size with which a part leaves the house: its taps are sealed on the way out. */
export const byteLength = (value: object): number => Buffer.byteLength(JSON.stringify(value, withRoomForSeal))

const sealRoom = '.'.repeat(SEAL_LENGTH)

const withRoomForSeal = (_name: string, part: unknown): unknown =>
  typeof part === 'object' && part !== null && 'type' in part && part.type === 'postback' ? { ...part, sealRoom } : part

/** The state of the call as a small label, after the number of the scheme where it stands in a list. */
export function badge({ badge: words, badgeTone, position }: SchemeCard): Component {
  const { color, backgroundColor } = badgeColours[badgeTone]
  const number: Component[] =
    position === undefined ? [] : [{ type: 'text', text: `${position}.`, size: 'sm', weight: 'bold', flex: 0 }]
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'sm',
    alignItems: 'center',
    contents: [
      ...number,
      {
        type: 'box',
        layout: 'vertical',
        flex: 0,
        backgroundColor,
        cornerRadius: 'md',
        paddingTop: 'xs',
        paddingBottom: 'xs',
        paddingStart: 'md',
        paddingEnd: 'md',
        contents: [{ type: 'text', text: shown(words, 40), size: 'xs', weight: 'bold', color }],
      },
    ],
  }
}

export const heading = (title: string): Component => ({
  type: 'text',
  text: shown(title),
  size: 'md',
  weight: 'bold',
  wrap: true,
})

/** Label beside value; the value large where it is what one looks for. */
export function rowBox({ label, value, strong }: SchemeCard['rows'][number]): Component {
  return {
    type: 'box',
    layout: 'horizontal',
    spacing: 'md',
    contents: [
      { type: 'text', text: shown(label, 20), size: 'xs', color: quiet, flex: 2, wrap: true },
      {
        type: 'text',
        text: shown(value),
        size: strong ? 'md' : 'sm',
        ...(strong && { weight: 'bold' }),
        flex: 7,
        wrap: true,
      },
    ],
  }
}

export const isFilled = ({ label, value }: SchemeCard['rows'][number]): boolean =>
  label.trim() !== '' && value.trim() !== ''

/** Every source with its date, in words; numbered like its button where there are several. */
export function sourceTexts(sources: readonly Citation[]): Component[] {
  if (sources.length === 0) return []
  return [
    { type: 'separator' },
    { type: 'text', text: lineTexts.sourcesHeading, size: 'xs', weight: 'bold', color: quiet },
    ...sources.map((source, index) => ({
      type: 'text' as const,
      text: shown(`${sources.length > 1 ? `${index + 1}. ` : ''}${sourceName(source)}`),
      size: 'xs',
      color: quiet,
      wrap: true,
    })),
  ]
}

/** A button for each source that can be opened. */
export function sourceButtons(sources: readonly Citation[]): Component[] {
  return sources.flatMap((source, index) => {
    const uri = openableUrl(source)
    const label = sources.length > 1 ? lineTexts.openSource(index + 1) : lineTexts.openOnlySource
    return uri ? [{ type: 'button', style: 'link', height: 'sm', action: { type: 'uri', label, uri } }] : []
  })
}

/** A button whose tap says `words`, shown as the user's own; they must fit into postback data. */
export function sayButton(label: string, words: string, style: 'primary' | 'secondary'): Component {
  const said = words || label
  return {
    type: 'button',
    style,
    height: 'sm',
    ...(style === 'primary' && { color: primary }),
    action: {
      type: 'postback',
      label: shortenGraphemes(label, BUTTON_LABEL_LIMIT),
      data: writePostback(said),
      displayText: said,
    },
  }
}

export function bubble(
  body: Component[],
  footer: Component[],
  size: 'kilo' | 'mega' = 'mega',
): messagingApi.FlexBubble {
  return {
    type: 'bubble',
    size,
    body: { type: 'box', layout: 'vertical', spacing: 'md', contents: body },
    ...(footer.length > 0 && { footer: { type: 'box', layout: 'vertical', spacing: 'sm', contents: footer } }),
  }
}
