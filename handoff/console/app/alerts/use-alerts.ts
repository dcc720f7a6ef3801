import { useEffect, useRef, useState } from 'preact/hooks'
import type { Preferences } from '../preferences.ts'
import { showBadge } from './badge.ts'
import { createPlayer, type Player } from './sounds.ts'

const REPEAT_MS = 30_000

/** Says outside of the page that something waits; never who or what. */
function notify(count: number): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const notification = new Notification('窓口 職員画面', {
    body: `対応を待っている相談があります（${count}件）`,
    tag: 'madoguchi-desk',
  })
  notification.onclick = () => {
    focus()
    notification.close()
  }
}

/**
 * Calls when more waits than before, or something was given to this person: title, icon, sound, and a notification where
 * the page is out of sight. The sound comes again every 30 seconds until somebody touches the page. `calling` is
 * undefined until it is known.
 */
export function useAlerts(calling: number | undefined, offers: number, preferences: Preferences): Player | undefined {
  const [player, setPlayer] = useState<Player>()
  const before = useRef<number | undefined>(undefined)
  const offersBefore = useRef(0)
  const ringing = useRef(false)

  useEffect(() => {
    const made = createPlayer()
    setPlayer(made)
    const quiet = () => {
      ringing.current = false
    }
    addEventListener('pointerdown', quiet)
    addEventListener('keydown', quiet)
    return () => {
      removeEventListener('pointerdown', quiet)
      removeEventListener('keydown', quiet)
      made.close()
    }
  }, [])

  useEffect(() => {
    if (calling === undefined) return
    showBadge(calling)
    const more = before.current !== undefined && (calling > before.current || offers > offersBefore.current)
    before.current = calling
    offersBefore.current = offers
    if (calling === 0 && offers === 0) ringing.current = false
    if (!more) return
    ringing.current = true
    player?.play(preferences.sound, preferences.volume)
    if (preferences.desktop && document.visibilityState === 'hidden') notify(calling)
  }, [calling, offers, player, preferences])

  useEffect(() => {
    if (!preferences.repeat) return
    const timer = setInterval(() => {
      if (ringing.current) player?.play(preferences.sound, preferences.volume)
    }, REPEAT_MS)
    return () => clearInterval(timer)
  }, [player, preferences])

  return player
}
