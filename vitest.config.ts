import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'

/** Reasons why a group of tests cannot run here, told by the group as `skipped: <reason>`. */
const skipped = new Set<string>()

/** Tests that passed at the second try only. */
const flaky: string[] = []

/** Says each reason once, and each test that needed a second try, in a line of its own below the results. */
const belowTheResults: Reporter = {
  onTestCaseResult(test) {
    if (test.diagnostic()?.flaky) flaky.push(`passed at the second try: ${test.fullName}`)
  },
  onTestRunEnd() {
    for (const line of [...skipped, ...flaky]) console.log(line)
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
    // On a machine shared with others a browser may come too late; what passes at the second try is told by name.
    retry: process.env.CI ? 1 : 0,
    reporters: ['default', ...(process.env.CI ? [jsonReport] : []), belowTheResults],
    onConsoleLog(log) {
      if (!log.startsWith('skipped: ')) return
      skipped.add(log.trim())
      return false
    },
  },
})
