import { findAreas } from '../knowledge/scheme/areas.ts'
import { toCard, toList } from './compose/scheme-card.ts'
import type { Consultant, TurnInput, TurnResult } from './consultant.ts'
import { greeting } from './greeting.ts'
import { readMemory, writeMemory } from './memory.ts'
import type { Reply } from './outcome.ts'
import { joinAnswers, severalQuestions } from './several-questions.ts'
import { compose } from './steps/compose.ts'
import { decide } from './steps/decide.ts'
import { foreignWords } from './steps/foreign-words.ts'
import { protect } from './steps/protect.ts'
import { resolve } from './steps/resolve.ts'
import { retell } from './steps/retell.ts'
import { retrieve } from './steps/retrieve.ts'
import { smallTalk, topicOf } from './steps/small-talk.ts'
import { understand } from './steps/understand.ts'
import { verify } from './steps/verify.ts'
import { texts } from './texts.ts'
import type { Dependencies, Step, TurnContext } from './turn-context.ts'
import { learn } from './understand/learn.ts'

/** The turn: small steps in this order. A step that finishes skips to verification, which nothing can skip. */
const preparation: readonly Step[] = [protect, understand, smallTalk, resolve, retrieve, compose, retell]
const conclusion: readonly Step[] = [foreignWords, verify, decide]

/** The consultant over a library. With `retell` a language model words the answers; the ledger checks them all the same. */
export function createConsultant(dependencies: Dependencies): Consultant {
  // Before the first user waits for it.
  learn(dependencies.library.records)
  return {
    greeting: () => greeting(dependencies.operator.name),
    ...(dependencies.summarise ? { summarise: dependencies.summarise } : {}),
    turn: async (input) => (await runTurn(input, dependencies)).result,
  }
}

/** A turn with all that lies behind it: the steps of its message, or of each of its questions where they are answered one by one. */
export async function runTurn(
  input: TurnInput,
  dependencies: Dependencies,
): Promise<{ result: TurnResult; contexts: TurnContext[] }> {
  const startedAt = performance.now()
  const parts = severalQuestions(input.text, dependencies.library)
  const contexts = parts.length > 1 ? await answerEach(parts, input, dependencies, startedAt) : []
  const joined = joinAnswers(contexts.map(resultOf))
  if (joined) return { result: joined, contexts }
  const context = await runSteps(input, dependencies, startedAt)
  return { result: resultOf(context), contexts: [context] }
}

/** Each of several questions in its turn. */
async function answerEach(
  parts: readonly string[],
  input: TurnInput,
  dependencies: Dependencies,
  startedAt: number,
): Promise<TurnContext[]> {
  const contexts: TurnContext[] = []
  for (const text of parts) {
    const last = contexts.at(-1)
    const state = last ? writeMemory(last.memory) : input.state
    contexts.push(await runSteps({ ...input, text, state }, dependencies, startedAt))
  }
  return contexts
}

/**
 * Runs the steps of one turn and returns all that they gathered, the checked items among it. `startedAt` is when its
 * message was taken up, by `performance.now()`: several questions of one message share its time.
 */
export async function runSteps(
  input: TurnInput,
  dependencies: Dependencies,
  startedAt = performance.now(),
): Promise<TurnContext> {
  const context = newContext(input, dependencies, startedAt)
  for (const step of preparation) {
    dependencies.betweenSteps?.()
    if ((await step(context)) === 'finish') break
  }
  for (const step of conclusion) {
    dependencies.betweenSteps?.()
    await step(context)
  }
  return context
}

function newContext(input: TurnInput, dependencies: Dependencies, startedAt: number): TurnContext {
  const before = readMemory(input.state)
  return {
    input,
    // A copy: where the library is a getter, the turn keeps the one it began with while another takes its place.
    dependencies: { ...dependencies },
    before,
    memory: { ...structuredClone(before), told: [] },
    masked: { text: '', found: [] },
    language: undefined,
    answersIn: undefined,
    onlyChoosesLanguage: false,
    normalized: '',
    likeness: new Map(),
    understanding: {
      intent: 'question',
      facets: [],
      names: [],
      areas: findAreas(''),
      purposes: [],
      wantsList: false,
      wantsMeaning: false,
      pointsBack: false,
      comparison: undefined,
      company: {},
    },
    subjects: [],
    subjectsBy: 'none',
    hits: [],
    draft: undefined,
    citations: [],
    ledger: { checked: 0, dropped: [] },
    model: undefined,
    startedAt,
  }
}

/** What the room above gets of a turn. */
export function resultOf(context: TurnContext): TurnResult {
  const { draft, understanding } = context
  const list = draft && toList(draft)
  const reply: Reply = {
    text: (draft?.items ?? []).map(({ text }) => text).join('\n') || texts.noEvidence,
    citations: context.citations,
    suggestions: draft?.suggestions ?? [texts.talkToStaff],
    ...(draft?.card ? { card: toCard(draft.card) } : {}),
    ...(list ? { list } : {}),
  }
  return {
    outcome: draft?.outcome ?? { outcome: 'unanswerable', reason: 'no-evidence' },
    reply,
    effects: draft?.effects ?? [],
    state: writeMemory(context.memory),
    ...(context.kept === undefined ? {} : { kept: context.kept }),
    trail: {
      intent: understanding.intent,
      facet: understanding.facets[0] ?? null,
      records: context.citations.map(({ id }) => id),
      passages: context.hits
        .slice(0, 5)
        .map(({ recordId, facet, score }) => ({ recordId, facet, score: Math.round(score * 1000) / 1000 })),
      ledger: context.ledger,
      topic: topicOf(context),
      ...(context.model ? { model: context.model } : {}),
    },
  }
}
