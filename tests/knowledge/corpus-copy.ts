import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from '../../storage/ground/logger.ts'

export const fixtureCorpus = new URL('../fixtures/corpus', import.meta.url).pathname

export interface Workplace {
  corpus: string
  data: string
  remove(): Promise<void>
}

/** A copy of the fixture corpus and an empty data folder, for a test to spoil. */
export async function createWorkplace(): Promise<Workplace> {
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-knowledge-'))
  const corpus = join(root, 'corpus')
  await cp(fixtureCorpus, corpus, { recursive: true })
  return { corpus, data: join(root, 'data'), remove: () => rm(root, { recursive: true, force: true }) }
}

export interface KeptLog extends Logger {
  lines: { level: string; message: string; fields: object }[]
  warnings(): string[]
}

/** A logger that keeps what it is told. */
export function keptLog(): KeptLog {
  const lines: KeptLog['lines'] = []
  const at = (level: string) => (fields: object, message: string) => {
    lines.push({ level, message, fields })
  }
  return {
    lines,
    warnings: () =>
      lines
        .filter(({ level }) => level === 'warn')
        .map(({ message, fields }) => `${message} ${JSON.stringify(fields)}`),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  }
}
