/** What each person sets for themselves on this machine. */
export const soundNames = { chime: 'チャイム', bell: 'ベル', wood: '木琴', none: '鳴らさない' } as const
export type SoundName = keyof typeof soundNames

export interface Preferences {
  sendKey: 'enter' | 'ctrl-enter'
  sound: SoundName
  /** 0 to 1 */
  volume: number
  /** Every 30 seconds until somebody looks. */
  repeat: boolean
  desktop: boolean
}

const KEY = 'madoguchi.preferences'
const standard: Preferences = { sendKey: 'ctrl-enter', sound: 'chime', volume: 0.5, repeat: true, desktop: false }

export function readPreferences(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    return typeof stored === 'object' && stored !== null ? { ...standard, ...stored } : standard
  } catch {
    return standard
  }
}

export function keepPreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences))
  } catch {
    // A full or forbidden storage: they hold until the page is closed.
  }
}
