import robotsParser from 'robots-parser'

/** What a host says of its robots.txt: its text, that there is none, that it may not or cannot be asked. */
export type RobotsAnswer = { text: string } | { refused: string } | 'none' | 'unreachable'
export type RobotsVerdict = { allowed: true; delayMs: number } | { allowed: false; reason: string; passing: boolean }

export interface RobotsRules {
  /** May `url` be read? Asks the host once; `passing` where a later run may be told otherwise. */
  judge(url: URL, ask: (robotsUrl: URL) => Promise<RobotsAnswer>): Promise<RobotsVerdict>
}

const longestDelayMs = 10_000

interface Robots {
  isAllowed(url: string, agent: string): boolean | undefined
  getCrawlDelay(agent: string): number | undefined
}
// The package is one function; its types speak of a default export beside it.
const parseRobots = robotsParser as unknown as (url: string, text: string) => Robots

/** robots.txt of each host, read once a run, for the robot called `agent`. */
export function createRobotsRules(agent: string): RobotsRules {
  const known = new Map<string, Promise<Verdicts>>()
  return {
    async judge(url, ask) {
      const address = new URL('/robots.txt', url)
      const verdicts = known.get(address.href) ?? ask(address).then((answer) => verdictsOf(address.href, answer, agent))
      known.set(address.href, verdicts)
      return (await verdicts)(url.href)
    },
  }
}

/** What a host's answer says of each of its addresses; a long text is parsed once. */
type Verdicts = (url: string) => RobotsVerdict

function verdictsOf(address: string, answer: RobotsAnswer, agent: string): Verdicts {
  if (answer === 'none') return () => ({ allowed: true, delayMs: 0 })
  if (answer === 'unreachable')
    return () => ({ allowed: false, passing: true, reason: 'robots.txt を確かめられないため、読みません' })
  if ('refused' in answer) return () => ({ allowed: false, passing: false, reason: answer.refused })
  const robots = parseRobots(address, answer.text)
  const delayMs = (robots.getCrawlDelay(agent) ?? 0) * 1000
  const kept = Math.min(longestDelayMs, Math.max(0, delayMs || 0))
  return (url) =>
    robots.isAllowed(url, agent) === false
      ? { allowed: false, passing: false, reason: 'robots.txt で、読むことが断られています' }
      : { allowed: true, delayMs: kept }
}
