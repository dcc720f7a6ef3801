import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { openHouse, sato, yamada } from '../../handoff/support/house.ts'
import { createPostgresPlace } from '../../support/postgres.ts'

export interface ClaimReport {
  races: number
  /** Rounds with exactly one winner whose rival was told that very name. */
  right: number
  wins: Record<string, number>
  faults: string[]
}

const script = fileURLToPath(new URL('../../support/claim-child.ts', import.meta.url))

/** A process with its lines, in order. */
class Server {
  readonly child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(login: string, name: string, url: string) {
    this.child = spawn(process.execPath, [script, login, name, url], { stdio: ['pipe', 'pipe', 'inherit'] })
    if (this.child.stdout === null) throw new Error('no output')
    this.#lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]()
  }

  tell(line: string): void {
    this.child.stdin?.write(`${line}\n`)
  }

  async hear(): Promise<string> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('a server ended')
    return value
  }

  async end(): Promise<void> {
    const ended = once(this.child, 'exit')
    this.child.stdin?.end()
    await ended
  }
}

/** Two members of staff on two servers over one PostgreSQL press the same button in the same millisecond. */
export async function raceForCases(races: number, onProgress?: (done: number) => void): Promise<ClaimReport> {
  let url = ''
  const house = await openHouse(async () => {
    const place = await createPostgresPlace()
    url = place.url
    return place
  })
  const servers = [new Server(yamada.login, yamada.name, url), new Server(sato.login, sato.name, url)]
  const report: ClaimReport = { races, right: 0, wins: {}, faults: [] }
  try {
    for (const server of servers) await server.hear()
    for (let round = 0; round < races; round += 1) {
      await house.say('相談員', `r${round}`)
      const { id } = await house.openCase(`r${round}`)
      const at = Date.now() + 5
      for (const server of servers) server.tell(`${round} ${id} ${at}`)
      const [one = '', other = ''] = await Promise.all(servers.map((server) => server.hear()))
      const winner = one.endsWith(' won') ? yamada : sato
      const [won, lost] = winner === yamada ? [one, other] : [other, one]
      const owner = (await house.caseOf(id)).owner
      if (won === `${round} won` && lost === `${round} lost ${winner.login}` && owner === winner.login) {
        report.right += 1
        report.wins[winner.login] = (report.wins[winner.login] ?? 0) + 1
      } else report.faults.push(`${one} / ${other} / ${owner}`)
      if ((round + 1) % 50 === 0) onProgress?.(round + 1)
    }
  } finally {
    await Promise.all(servers.map((server) => server.end()))
    await house.close()
  }
  return report
}
