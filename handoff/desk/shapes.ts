import { z } from 'zod'
import { caseTopics } from '../../bot/outcome.ts'
import { MOST_LABELS } from '../cases/amend.ts'
import { caseStates, endReasons } from '../cases/transitions.ts'
import { presences } from '../routing/presence.ts'
import { doorsSetting } from '../settings/shapes.ts'
import { staffRoles } from '../staff/permissions.ts'

/** Shapes of the Desk API: what it takes and what it answers. The OpenAPI file is made of them. */

const instant = z.iso.datetime().describe('ISO 8601, UTC')

export const emptyBody = z.object({})
export const done = z.strictObject({ ok: z.boolean() })

/** Words to the user, or of a note. */
export const messageText = z
  .string()
  .max(5000)
  .refine((text) => text.trim() !== '')

export const messageBody = z.object({
  text: messageText,
  private: z.boolean().optional().describe('true なら職員だけに見えるメモ'),
  requestId: z.uuid().optional().describe('同じ値での再送は、一度だけ送られる'),
  mentions: z.array(z.string().max(64)).max(20).optional().describe('メモで名前を挙げた職員のログインID'),
  quote: z.string().max(100).optional().describe('引用するメッセージのid'),
  undoable: z.boolean().optional().describe('true なら5秒のあいだ送らずに置き、取り消せる'),
  waitForUser: z.boolean().optional().describe('true なら送信のあと「利用者の返信待ち」にする'),
})

export const messageStep = z.object({ messageId: z.string().min(1).max(100) })

const note = z
  .string()
  .max(2000)
  .refine((text) => text.trim() !== '')

export const transferBody = z.union([
  z.object({ to: z.string().min(1).max(64).describe('引き継ぎ先のログインID'), note }),
  z.object({ team: z.string().min(1).max(60).describe('引き継ぎ先の班'), note }),
])

/** A question that the records did not answer, and the answer that staff gave. */
export const candidateWords = z.object({
  question: z.string().trim().min(1).max(2000).describe('資料に載せる質問'),
  answer: z.string().trim().max(4000).describe('職員が書いた答え'),
})

export const resolveBody = z.object({
  reason: z.enum(endReasons).default('staff_resolved'),
  label: z.string().max(60).optional(),
  outcome: z.string().max(2000).optional().describe('対応の記録'),
  knowledgeGap: z.boolean().optional().describe('資料に答えが無かった'),
  candidate: candidateWords
    .optional()
    .describe('knowledgeGap のとき、資料の候補にする質問と答え。無ければやりとりから取る'),
})

export const endBody = z.object({
  reason: z.enum(['staff_resolved', 'user_ended', 'rejected']).default('staff_resolved'),
})
export const snoozeBody = z.union([
  z.object({ minutes: z.number().int().min(1).max(1_440).describe('この分数のあと') }),
  z.object({ next: z.literal('opening').describe('明日以降の、次の受付開始') }),
  z.object({ until: instant.describe('この時刻') }),
])
export const takeOverBody = z.object({ reason: note })
export const readBody = z.object({
  sequence: z.number().int().min(0).describe('見たうちで最も新しいメッセージの sequence'),
})
export const describeBody = z.object({
  topic: z.enum(caseTopics).optional(),
  labels: z.array(z.string().trim().min(1).max(30)).max(MOST_LABELS).optional(),
  company: z.string().max(120).optional(),
  label: z.string().max(60).optional(),
  outcome: z.string().max(2000).optional(),
  knowledgeGap: z.boolean().optional(),
})

export const caseSummary = z.strictObject({
  id: z.string(),
  state: z.enum(caseStates),
  owner: z.string().nullable().describe('担当者のログインID'),
  ownerName: z.string().nullable(),
  team: z.string().nullable(),
  door: z.enum(['line', 'web', 'botframework', 'terminal']),
  topic: z.string(),
  reason: z.string(),
  urgent: z.boolean(),
  label: z.string().nullable(),
  endReason: z.string().nullable(),
  waitingSince: instant,
  openedAt: instant,
  firstReplyAt: instant.nullable(),
  closedAt: instant.nullable(),
  preview: z.string(),
  undelivered: z.boolean().describe('相談者に届かなかった送信がある'),
  lastRole: z.string().nullable(),
  lastAt: instant.nullable(),
  lastUserAt: instant.nullable(),
  stateSince: instant,
  awaiting: z.enum(['staff', 'user']).nullable().describe('どちらの番か'),
  awaitingSince: instant.nullable().describe('その番になった時刻。待ち時間の表示に使う'),
  claimedAt: instant.nullable(),
  unread: z.number().describe('自分がまだ読んでいない利用者の発言の数'),
  mentioned: z.boolean().describe('自分の名を挙げたメモが未読'),
  dueAt: instant.nullable().describe('次に自動で動く時刻（再割り当て、催促、終了など）'),
  transferFrom: z.string().nullable().describe('引き継ぎの受け取り待ちなら、元の担当のログインID'),
  transferFromName: z.string().nullable(),
  reopened: z.boolean().describe('少し前に完了した相談の続き'),
  requeues: z.number().describe('自動で未対応に戻った回数'),
  labels: z.array(z.string()),
  company: z.string().nullable(),
  outcome: z.string().nullable(),
  knowledgeGap: z.boolean(),
  pushed: z.boolean().describe('自動で割り当てられ、担当がまだ受けていない'),
  promisedAt: instant.nullable().describe('相談員が返事をする約束の時刻（待ちの上限を受付時間で数える）'),
  promise: z.enum(['late', 'soon', 'kept']).nullable().describe('約束の時間を過ぎた・まもなく・まだ余裕がある'),
  snoozedUntil: instant.nullable().describe('後で対応に回しているとき、再開する時刻'),
})

const linked = z.strictObject({ text: z.string(), messageId: z.string() })
const handOver = z.strictObject({
  need: linked.nullable().describe('相談者が求めていること（そのままの言葉）'),
  facts: z.array(linked).describe('相談者が伝えたこと'),
  answered: z
    .array(linked.extend({ sources: z.array(z.strictObject({ title: z.string(), date: z.string().nullable() })) }))
    .describe('AIが答えた質問と、その出典'),
  unresolved: z.array(linked).describe('まだ答えていないこと'),
  next: z.string().describe('次にすること'),
})

const counts = z.strictObject({
  queue: z.number().describe('未対応'),
  afterHours: z.number(),
  mine: z.number().describe('自分の担当（後で対応に回したものを除く）'),
  resting: z.number().describe('自分の担当で、後で対応に回したもの'),
  late: z.number().describe('約束の時間を過ぎた未完了'),
  team: z.number().describe('自分の班の未完了'),
  working: z.number().describe('誰かが担当'),
  open: z.number().describe('未完了のすべて'),
  closedToday: z.number().describe('きょう（日本時間）完了したもの'),
  calling: z.number().describe('自分を待っているもの（担当の未読、引き継ぎの受け取り待ち、名を挙げたメモ）'),
})

export const caseList = z.strictObject({
  cases: z.array(caseSummary),
  next: z.string().nullable().describe('続きがあるとき、次の cursor'),
  offers: z.array(caseSummary).describe('自分に割り当てられ、まだ受けていないもの（どの一覧でも付く）'),
  counts,
})

const attachment = z.strictObject({
  id: z.string(),
  kind: z.string(),
  fileName: z.string().nullable(),
  status: z.enum(['waiting', 'stored', 'refused', 'gone']),
  reason: z.string().nullable(),
  mediaType: z.string().nullable(),
  size: z.number().nullable(),
})

const citation = z.strictObject({
  id: z.string(),
  title: z.string(),
  url: z.string().optional(),
  date: z.string().optional(),
})

export const deskMessage = z.strictObject({
  id: z.string(),
  role: z.enum(['user', 'bot', 'staff', 'system']),
  text: z.string(),
  at: instant,
  private: z.boolean(),
  caseId: z.string().nullable(),
  author: z.string().nullable().describe('書いた職員の氏名'),
  citations: z.array(citation),
  outcome: z.string().nullable(),
  door: z.string().describe('どの入口のやりとりか（連携した相談者の、もう一方のやりとりも並ぶ）'),
  quotes: z.string().nullable().describe('相談者が引用したメッセージの文'),
  attachments: z.array(attachment).describe('GET attachments/:id で受け取れるのは status が stored のものだけ'),
  draft: z.boolean().describe('送信されなかったAIの下書き'),
  boundary: z.boolean().describe('ここからAIの応答に戻った'),
  sequence: z.number().describe('会話の中の順番'),
  quote: z.string().nullable(),
  mentions: z.array(z.string()),
  unsent: z.boolean().describe('相談者が先に終了したため送られなかった'),
  tried: z.boolean().describe('送られなかったが、一度は送信を試みた'),
  delivery: z
    .strictObject({
      status: z.enum(['pending', 'held', 'sent', 'failed', 'dropped']),
      error: z.string().nullable(),
      way: z.enum(['reply', 'push']).nullable().describe('LINEで、無料の応答か、通数に数えるプッシュか'),
    })
    .nullable()
    .describe('利用者への送信の状態'),
})

/** What a door may still send unasked, where its platform counts. */
const pushQuota = z
  .strictObject({ used: z.number(), limit: z.number().nullable().describe('上限のない契約では null') })
  .nullable()
  .describe('LINEの今月のプッシュ配信。LINEが未設定か、まだ分からないときは null')

export const caseDetail = z.strictObject({
  case: caseSummary,
  messages: z.array(deskMessage),
  trail: z.array(
    z.strictObject({
      messageId: z.string(),
      question: z.string(),
      outcome: z.string(),
      reason: z.string(),
      intent: z.string(),
      records: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          checkedOn: z.string().nullable(),
          url: z.string().nullable().describe('出典のページ'),
        }),
      ),
      passages: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          facet: z.string(),
          score: z.number(),
          checkedOn: z.string().nullable(),
          url: z.string().nullable().describe('出典のページ'),
        }),
      ),
      ledger: z.strictObject({ checked: z.number(), dropped: z.array(z.string()) }).nullable(),
      model: z
        .strictObject({ result: z.string(), name: z.string().nullable(), calls: z.number(), milliseconds: z.number() })
        .nullable()
        .describe('言語モデルが加わったとき、その結果。null なら資料の言葉だけ'),
      at: instant,
    }),
  ),
  events: z.array(
    z.strictObject({
      id: z.number(),
      type: z.string(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      actor: z.string(),
      reason: z.string().nullable(),
      at: instant,
    }),
  ),
  conversation: z.strictObject({
    id: z.string(),
    control: z.enum(['BOT', 'HUMAN']),
    reachable: z.boolean(),
    firstContactAt: instant,
    isFriend: z.boolean().nullable().describe('LINEの友だち登録を確認できたか。ほかの入口では null'),
    pushQuota,
  }),
  place: z.number().nullable().describe('未対応のとき、いま何番目か'),
  readUpTo: z.number().describe('自分が読んだところまでの sequence'),
  handOver: handOver.describe('やりとりから抜き出した引き継ぎの要点'),
  viewers: z
    .array(z.strictObject({ login: z.string(), name: z.string(), typing: z.boolean() }))
    .describe('いま見ているほかの職員'),
  timers: z.array(z.strictObject({ kind: z.string(), dueAt: instant })),
  pastCases: z.array(
    caseSummary
      .pick({ id: true, state: true, topic: true, label: true, openedAt: true, closedAt: true, endReason: true })
      .extend({
        need: z.string().nullable().describe('求めていたこと（そのままの言葉の一行）'),
        outcome: z.string().nullable().describe('対応の記録、または相談記録の要約'),
      }),
  ),
})

export const changedCase = z.strictObject({
  case: z.strictObject({
    id: z.string(),
    state: z.enum(caseStates),
    owner: z.string().nullable(),
    ownerName: z.string().nullable(),
    version: z.number(),
  }),
})

export const writtenMessage = changedCase.extend({ messageId: z.string() })

export const colleagues = z.strictObject({
  staff: z.array(z.strictObject({ login: z.string(), name: z.string(), role: z.enum(staffRoles) })),
})

const place = z.strictObject({
  login: z.string(),
  name: z.string(),
  role: z.enum(staffRoles),
  presence: z.enum(presences),
  viewing: z.string().nullable().describe('見ている相談のid'),
  typing: z.boolean(),
  load: z.number().describe('抱えている相談の数（返信待ちを除く）'),
  capacity: z.number(),
  teams: z.array(z.string()),
  skills: z.array(z.string()),
})
export const presenceList = z.strictObject({
  staff: z.array(place),
  usersTyping: z.array(z.string()).describe('利用者が入力している相談のid（ウェブのみ）'),
  open: z.boolean(),
  closesAt: instant.nullable(),
  opensAt: instant.nullable(),
})
export const presenceBody = z.object({
  status: z.enum(presences).optional().describe('自分で選んだ状態。省略すると変えない'),
  viewing: z.string().max(100).nullable().optional().describe('開いている相談のid'),
  typing: z.boolean().optional(),
  active: z.boolean().optional().describe('前回から操作があった'),
})

const teamShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).max(60),
  topics: z.array(z.enum(caseTopics)),
})
export const teamList = z.strictObject({ teams: z.array(teamShape.extend({ topics: z.array(z.string()) })) })
export const teamsBody = z.object({ teams: z.array(teamShape).max(50) })
export const staffWorkBody = z.object({
  capacity: z.number().int().min(0).max(50).optional(),
  teams: z.array(z.string().max(40)).max(50).optional().describe('班のid'),
  skills: z.array(z.string().min(1).max(30)).max(50).optional().describe('得意な話題など'),
})

export const wall = z.strictObject({
  counts,
  pushQuota,
  byTeam: z.array(z.strictObject({ team: z.string().nullable(), waiting: z.number() })),
  longestWaitSince: instant.nullable(),
  medianWaitMinutes: z.number().nullable().describe('最近の待ち時間の中央値（受付時間で数える）'),
  staff: z.array(place),
  overdue: z.number().describe('返信が遅れている相談'),
  doors: doorsSetting,
})

export const hoursPreview = z.strictObject({
  open: z.boolean(),
  nextOpening: instant.nullable(),
  closures: z.array(z.strictObject({ day: z.string(), label: z.string() })),
})
export const testedAlert = z.strictObject({ channels: z.number().describe('送る先の数。0 なら設定がない') })
export const alertList = z.strictObject({
  alerts: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      caseId: z.string().nullable(),
      channel: z.enum(['mail', 'webhook']),
      status: z.enum(['pending', 'sent', 'failed']),
      error: z.string().nullable(),
      at: instant,
    }),
  ),
})

export const deadLetters = z.strictObject({
  deadLetters: z.array(
    z.strictObject({
      id: z.string(),
      conversationId: z.string(),
      caseId: z.string().nullable().describe('この会話で最新の相談'),
      error: z.string(),
      receivedAt: instant,
    }),
  ),
})

export const errorBody = z.object({ error: z.looseObject({ code: z.string(), message: z.string() }) })

export const deskEvent = z.strictObject({
  id: z.number(),
  caseId: z.string(),
  type: z.string(),
  actor: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  at: instant,
})

export type PresenceList = z.output<typeof presenceList>
export type TeamList = z.output<typeof teamList>
export type Wall = z.output<typeof wall>
export type CaseList = z.output<typeof caseList>
export type CaseSummary = z.output<typeof caseSummary>
export type DeskMessage = z.output<typeof deskMessage>
export type CaseDetail = z.output<typeof caseDetail>
export type DeskEvent = z.output<typeof deskEvent>
export type Colleague = z.output<typeof colleagues>['staff'][number]
export type DeadLetter = z.output<typeof deadLetters>['deadLetters'][number]
export type { Me } from './people-shapes.ts'
