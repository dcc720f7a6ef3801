import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface LineServer {
  webhookUrl: string
  /** SIGKILL, as a power cut. */
  kill(): Promise<void>
}

/** A LINE house in a process of its own. */
export async function startLineServer(settings: {
  databaseUrl: string
  apiBaseUrl: string
  clockOffsetMs: number
  thinkingMs: number
}): Promise<LineServer> {
  const script = fileURLToPath(new URL('./line-server.ts', import.meta.url))
  const child = spawn(process.execPath, [script, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  const [webhookUrl] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    gone.then(([code]) => Promise.reject(new Error(`the server ended with ${code}`))),
  ])
  return {
    webhookUrl,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await gone
    },
  }
}
