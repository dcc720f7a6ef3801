import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const main = fileURLToPath(new URL('../../main.ts', import.meta.url))

export interface Finished {
  code: number | null
  out: string
  error: string
}

/** Nothing of the tester's own settings reaches the house. */
const environment = (settings: Record<string, string>) => ({
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  LOG_LEVEL: 'warn',
  ...settings,
})

/** Runs one command of the house to its end. */
export async function runMadoguchi(
  arguments_: readonly string[],
  settings: Record<string, string>,
  input = '',
): Promise<Finished> {
  const child = spawn(process.execPath, [main, ...arguments_], { cwd: repository, env: environment(settings) })
  const output = collect(child)
  child.stdin?.end(input)
  const [code] = (await once(child, 'exit')) as [number | null]
  return { code, ...output() }
}

export interface RunningHouse {
  /** `http://127.0.0.1:<port>` */
  url: string
  /** The one-time address printed at the first start. */
  setupUrl: string | undefined
  output(): { out: string; error: string }
  /** SIGHUP: the records are read again. */
  hangUp(): void
  /** SIGTERM: resolves with the exit code. */
  stop(): Promise<number | null>
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>
}

/** Starts `madoguchi serve` on a free port and waits until it is ready. */
export async function startMadoguchi(settings: Record<string, string>): Promise<RunningHouse> {
  const child = spawn(process.execPath, [main, 'serve'], {
    cwd: repository,
    env: environment({ PORT: '0', ...settings }),
  })
  const output = collect(child)
  const exited = once(child, 'exit') as Promise<[number | null]>
  const url = await Promise.race([
    waitFor(() => /(http:\/\/[\d.]+:\d+)\//.exec(output().out)?.[1]),
    exited.then(([code]) => {
      throw new Error(`the house ended with ${code}: ${output().error}`)
    }),
  ])
  await waitFor(async () =>
    (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) })).status === 200 ? true : undefined,
  )
  return {
    url,
    setupUrl: /(http:\S+\/desk\/setup#\S+)/.exec(output().out)?.[1],
    output,
    hangUp() {
      child.kill('SIGHUP')
    },
    async stop() {
      child.kill('SIGTERM')
      return (await exited)[0]
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

export interface RunningSimulator {
  /** Of the page that looks like LINE. */
  url: string
  output(): { out: string; error: string }
  /** SIGTERM: resolves with the exit code. */
  stop(): Promise<number | null>
}

/** Starts `madoguchi line simulate` on a free port and waits until its page is open. */
export async function startSimulatedLine(dataDirectory: string): Promise<RunningSimulator> {
  const child = spawn(process.execPath, [main, 'line', 'simulate', '--port', '0', '--data-dir', dataDirectory], {
    cwd: repository,
    env: environment({}),
  })
  const output = collect(child)
  const exited = once(child, 'exit') as Promise<[number | null]>
  const url = await Promise.race([
    waitFor(() => /シミュレーター: (http:\/\/[\d.]+:\d+)\//.exec(output().out)?.[1], 150_000),
    exited.then(([code]) => {
      throw new Error(`the simulator ended with ${code}: ${output().error}`)
    }),
  ]).catch((thrown: unknown) => {
    child.kill('SIGKILL')
    throw thrown
  })
  return {
    url,
    output,
    async stop() {
      child.kill('SIGTERM')
      return (await exited)[0]
    },
  }
}

function collect(child: ChildProcess): () => { out: string; error: string } {
  let [out, error] = ['', '']
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    error += chunk
  })
  return () => ({ out, error })
}

async function waitFor<T>(look: () => T | undefined | Promise<T | undefined>, withinMs = 30_000): Promise<T> {
  const until = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > until) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
