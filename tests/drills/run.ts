import { drillIndexFiles } from './index-files.ts'
import { drillModelCalls, modelCallsWentWell } from './model-calls.ts'

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
  model: {
    rounds: 10_000,
    async run({ rounds }) {
      const report = await drillModelCalls({ rounds, onProgress: (done) => console.error(`${done}/${rounds} turns`) })
      console.log(JSON.stringify(report, null, 2))
      return modelCallsWentWell(report)
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
