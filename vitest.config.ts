import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** Reasons why a group of tests cannot run here, told by the group as `skipped: <reason>`. */
const skipped = new Set<string>()

/** Says each reason once, in a line of its own, below the results. */
const skippedReporter: Reporter = {
  onTestRunEnd() {
    for (const line of skipped) console.log(line)
  },
}

const jsonReport: ['json', { outputFile: string }] = ['json', { outputFile: 'tests/output/results.json' }]

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A browser or a second process may be slow on a busy machine; what is awaited still has to come.
    expect: { poll: { timeout: 10_000 } },
    maxWorkers: 2,
    reporters: ['default', ...(process.env.CI ? [jsonReport] : []), skippedReporter],
    onConsoleLog(log) {
      if (!log.startsWith('skipped: ')) return
      skipped.add(log.trim())
      return false
    },
  },
})
