import { findingAt, type RecordCheck } from './finding.ts'

const needsWindow: ReadonlySet<string> = new Set(['grant', 'voucher', 'live-call'])

/** A scheme without a window, and a window that nobody can reach. */
export const examineContact: RecordCheck = (located) => {
  const { kind, contact, status, unverified } = located.record
  if (!contact) {
    if (!needsWindow.has(kind)) return []
    return [findingAt(located, 'error', ['kind'], '補助金・バウチャー・公募には窓口（contact）が要ります')]
  }
  const toldUnknown = status === 'planned' || unverified.some(({ facet }) => facet === 'contact')
  if (contact.phone || contact.url || toldUnknown) return []
  return [findingAt(located, 'warning', ['contact'], '窓口に電話（phone）も URL（url）もありません')]
}
