/** What brought the visitor to our own page, beside the page itself. */
export interface Arrival {
  /** A one-time token: the conversation of another door goes on here. */
  carry?: string
  /** LINE's token of the account to link this conversation with. */
  lineLink?: string
}

/** Reads it once from behind the # of the address, and takes it out of there: it must not be kept or passed on. */
export function takeArrival(base: string): Arrival {
  const match = /^#(continue|line-link)=([\w.~-]+)$/.exec(location.hash)
  // Pages that embed the chat have fragments of their own.
  if (!match || location.origin !== base) return {}
  history.replaceState(null, '', location.pathname + location.search)
  return match[1] === 'continue' ? { carry: match[2] ?? '' } : { lineLink: match[2] ?? '' }
}
