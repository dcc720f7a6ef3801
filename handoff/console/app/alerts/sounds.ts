import type { SoundName } from '../preferences.ts'

/** Notes of each sound: hertz, when it begins and how long it rings, in seconds, and the shape of its wave. */
const scores: Record<
  Exclude<SoundName, 'none'>,
  readonly [hertz: number, at: number, rings: number, OscillatorType][]
> = {
  chime: [
    [659.3, 0, 0.5, 'sine'],
    [523.3, 0.22, 0.7, 'sine'],
  ],
  bell: [
    [880, 0, 1.1, 'triangle'],
    [1760, 0, 0.5, 'sine'],
  ],
  wood: [
    [784, 0, 0.16, 'triangle'],
    [988, 0.12, 0.16, 'triangle'],
    [1175, 0.24, 0.22, 'triangle'],
  ],
}

/**
 * Plays sounds that the browser makes itself. Browsers keep silent until the first click or key of a page; whatever
 * is asked for before is lost.
 */
export function createPlayer() {
  let audio: AudioContext | undefined
  const unlock = () => {
    audio ??= new AudioContext()
    audio.resume().catch(() => undefined)
  }
  addEventListener('pointerdown', unlock)
  addEventListener('keydown', unlock)
  return {
    play(sound: SoundName, volume: number): void {
      if (sound === 'none' || audio === undefined) return
      const start = audio.currentTime + 0.02
      for (const [hertz, at, rings, shape] of scores[sound]) {
        const tone = audio.createOscillator()
        const loudness = audio.createGain()
        tone.type = shape
        tone.frequency.value = hertz
        loudness.gain.setValueAtTime(Math.max(0.0001, volume * 0.6), start + at)
        loudness.gain.exponentialRampToValueAtTime(0.0001, start + at + rings)
        tone.connect(loudness).connect(audio.destination)
        tone.start(start + at)
        tone.stop(start + at + rings)
      }
    },
    close(): void {
      removeEventListener('pointerdown', unlock)
      removeEventListener('keydown', unlock)
      audio?.close().catch(() => undefined)
    },
  }
}

export type Player = ReturnType<typeof createPlayer>
