/** Where an error was born (`reception.ts:42`), for the log: its message may quote what a resident wrote. */
export function originOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const frame = /\n\s+at [^\n]*?([\w.-]+\.[cm]?[jt]sx?:\d+)/.exec(error.stack ?? '')?.[1]
  return originOf(error.cause) ?? frame
}
