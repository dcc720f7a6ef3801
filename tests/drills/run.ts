import { createSqlitePlace } from '../support/place.ts'
import { createPostgresPlace } from '../support/postgres.ts'
import { raceForCases } from './cases/claim-races.ts'
import { runHistories } from './cases/histories.ts'
import { raceReplies } from './cases/reply-races.ts'
import { drillIndexFiles } from './index-files.ts'
import { drillLine } from './line.ts'
import { drillModelCalls, modelCallsWentWell } from './model-calls.ts'

/** What a drill looks for shows without each commit being forced onto the disk, which is most of its time. */
const createQuickPostgresPlace = async () => {
  const place = await createPostgresPlace()
  const url = new URL(place.url)
  url.searchParams.set('options', `${url.searchParams.get('options')} -c synchronous_commit=off`)
  return { ...place, url: url.href.replaceAll('+', '%20') }
}

const stores = [
  ['SQLite', createSqlitePlace],
  ['PostgreSQL', createQuickPostgresPlace],
] as const

const progress = (what: string, rounds: number) => (done: number) => console.error(`${what}: ${done}/${rounds}`)

/** What a drill is called with, and whether all went well. */
type Drill = (options: { rounds: number; seed: number }) => Promise<boolean>

/** By name, for `npm run drill -- NAME [ROUNDS] [SEED]`. */
const drills: Record<string, { rounds: number; run: Drill }> = {
  index: {
    rounds: 1_000,
    async run({ rounds, seed }) {
      const report = await drillIndexFiles({
        rounds,
        seed,
        onProgress: (done) => console.error(`${done}/${rounds} rounds`),
      })
      console.log(JSON.stringify(report, null, 2))
      return report.crashes.length === 0 && report.faults.length === 0
    },
  },
  cases: {
    rounds: 2_000,
    async run({ rounds, seed }) {
      for (const [store, createPlace] of stores) {
        try {
          const report = await runHistories({
            createPlace,
            histories: rounds,
            seed,
            onProgress: progress(store, rounds),
          })
          console.log(JSON.stringify({ store, broken: 0, ...report }))
        } catch (thrown) {
          const { message, cause } = thrown as Error
          console.log(JSON.stringify({ store, broken: String(cause), history: message }))
          return false
        }
      }
      return true
    },
  },
  claims: {
    rounds: 500,
    async run({ rounds }) {
      const report = await raceForCases(rounds, progress('claims', rounds))
      console.log(JSON.stringify(report))
      return report.right === rounds
    },
  },
  replies: {
    rounds: 500,
    async run({ rounds, seed }) {
      for (const [store, createPlace] of stores) {
        const onProgress = progress(store, rounds)
        const report = await raceReplies({ createPlace, races: rounds, seed, onProgress })
        console.log(JSON.stringify({ store, ...report }))
        if (report.faults.length > 0) return false
      }
      return true
    },
  },
  model: {
    rounds: 10_000,
    async run({ rounds }) {
      const report = await drillModelCalls({ rounds, onProgress: (done) => console.error(`${done}/${rounds} turns`) })
      console.log(JSON.stringify(report, null, 2))
      return modelCallsWentWell(report)
    },
  },
  // Rounds are kills here.
  line: {
    rounds: 10,
    async run({ rounds, seed }) {
      const size = { users: 50, messages: 6, spoiltPercent: 25 }
      const report = await drillLine({ ...size, kills: rounds, seed, onProgress: (text) => console.error(text) })
      console.log(JSON.stringify(report, null, 2))
      return report.unanswered.length + report.twice.length + report.invalid.length === 0
    },
  },
}

const [name = '', rounds, seed] = process.argv.slice(2)
const drill = drills[name]
if (!drill) {
  console.error(`npm run drill -- ${Object.keys(drills).join('|')} [ROUNDS] [SEED]`)
  process.exitCode = 2
} else {
  const well = await drill.run({ rounds: Number(rounds ?? drill.rounds), seed: Number(seed ?? 1) })
  process.exitCode = well ? 0 : 1
}
