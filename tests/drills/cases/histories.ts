import fc from 'fast-check'
import type { Place } from '../../support/place.ts'
import { brokenInvariants, brokenNow, userGetsOut } from './invariants.ts'
import { openStage, type StaffStep, type Step, staffActs, World } from './world.ts'

const userWords = ['質問', '質問', '不明', '不明', '相談員', 'AIに戻る', '知財', '役に立たなかった', 'はい', '順番は']

const staffStep: fc.Arbitrary<StaffStep> = fc.record({
  do: fc.constant('staff' as const),
  who: fc.nat(1),
  act: fc.constantFrom(...staffActs),
})
const userText = fc.constantFrom(...userWords)

const steps: fc.Arbitrary<Step>[] = [
  fc.record({ do: fc.constant('user' as const), text: userText }),
  fc.record({
    do: fc.constant('user' as const),
    text: fc.constantFrom('質問', '不明', '相談員'),
    during: fc.array(staffStep, { minLength: 1, maxLength: 2 }),
  }),
  staffStep,
  staffStep,
  fc.record({
    do: fc.constant('race' as const),
    steps: fc.array(fc.oneof(staffStep, fc.record({ do: fc.constant('user' as const), text: userText })), {
      minLength: 2,
      maxLength: 3,
    }),
  }),
  fc.record({
    do: fc.constant('pass' as const),
    minutes: fc.constantFrom(1, 4, 12, 40, 1_500, 5_000),
    present: fc.subarray([0, 1]),
  }),
  fc.record({ do: fc.constant('user-dies' as const), text: userText }),
  fc.record({ do: fc.constant('timer-dies' as const), minutes: fc.constantFrom(4, 12, 40, 5_000) }),
  fc.constantFrom<Step>({ do: 'user-leaves' }, { do: 'user-comes' }),
  fc.record({ do: fc.constant('hours' as const), open: fc.boolean() }),
]

/** How a history begins: most of it is about a case, and the bot and people are to meet in each way there is. */
const openings: readonly (readonly Step[])[] = [
  [{ do: 'user', text: '相談員' }],
  [
    { do: 'hours', open: false },
    { do: 'user', text: '相談員' },
  ],
  [
    { do: 'user', text: '不明' },
    { do: 'user', text: '不明' },
  ],
  [
    { do: 'user', text: '相談員' },
    { do: 'staff', who: 0, act: 'reply' },
  ],
  [
    { do: 'user', text: '相談員' },
    { do: 'staff', who: 0, act: 'reply' },
    { do: 'staff', who: 0, act: 'wait' },
  ],
  [
    { do: 'user', text: '相談員' },
    { do: 'staff', who: 0, act: 'reply' },
    { do: 'staff', who: 0, act: 'end' },
  ],
  [
    { do: 'user', text: '相談員' },
    { do: 'staff', who: 1, act: 'claim' },
    { do: 'staff', who: 1, act: 'resolve' },
  ],
]

/** A step as fast-check runs it: the world does it, and what must hold at every moment is looked at. */
class Command implements fc.AsyncCommand<object, World> {
  readonly #step: Step

  constructor(step: Step) {
    this.#step = step
  }

  check(): boolean {
    return true
  }

  async run(_model: object, world: World): Promise<void> {
    await world.run(this.#step)
    const faults = await brokenNow(world)
    if (faults.length > 0) throw new Error(faults.join('; '))
  }

  toString(): string {
    return JSON.stringify(this.#step)
  }
}

export interface HistoriesReport {
  histories: number
  steps: number
  milliseconds: number
  /** How often cases stood in each state at the end of a step: which ways were really gone. */
  states: Record<string, number>
  /** Answers composed while people took over. */
  lateAnswers: number
}

/**
 * Runs random histories of one user, the bot, two members of staff, time and crashes, on one database, and looks at the
 * invariants after each step. Throws with the shortest failing history and its seed.
 */
export async function runHistories(options: {
  createPlace: () => Promise<Place>
  histories: number
  seed: number
  mostSteps?: number
  /** False: the first failing history is told as it is, not the shortest. */
  shrink?: boolean
  onProgress?: (done: number) => void
}): Promise<HistoriesReport> {
  const stage = await openStage(options.createPlace)
  const began = Date.now()
  const report: HistoriesReport = { histories: 0, steps: 0, milliseconds: 0, states: {}, lateAnswers: 0 }
  const commands = fc.commands(
    steps.map((step) => step.map((one) => new Command(one))),
    { maxCommands: options.mostSteps ?? 24, size: 'max' },
  )
  let names = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.nat(openings.length - 1), commands, async (opening, history) => {
        names += 1
        const world = new World(stage, `u${names}`)
        try {
          for (const step of openings[opening] ?? []) await world.run(step)
          await fc.asyncModelRun(() => ({ model: {}, real: world }), history)
          const faults = [...(await brokenInvariants(world)), ...(await userGetsOut(world))]
          if (faults.length > 0) throw new Error(faults.join('; '))
        } finally {
          await count(report, world)
          await world.leave()
        }
        if (report.histories % 100 === 0) options.onProgress?.(report.histories)
      }),
      { numRuns: options.histories, seed: options.seed, endOnFailure: options.shrink === false },
    )
  } finally {
    await stage.close()
  }
  report.milliseconds = Date.now() - began
  return report
}

async function count(report: HistoriesReport, world: World): Promise<void> {
  report.histories += 1
  report.lateAnswers += world.late.length
  const conversation = await world.conversation()
  if (conversation === undefined) return
  const events = await world.house.store.database
    .selectFrom('case_events')
    .select(['type', 'to_state'])
    .where('conversation_id', '=', conversation.id)
    .execute()
  report.steps += events.length
  for (const { to_state } of events) {
    if (to_state !== null) report.states[to_state] = (report.states[to_state] ?? 0) + 1
  }
}
