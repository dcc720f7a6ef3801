import { z } from 'zod'
import { japanInstant } from '../../storage/ground/japan-time.ts'
import { industries } from '../scheme/company.ts'

/** What a record is about; decides how long its facts stay fresh and how it is worded. */
export const recordKinds = [
  'grant', // 補助金・助成金 (money, competitive or not)
  'voucher', // 利用券、試験費用の助成
  'tax', // 税制
  'institution', // 公設試などの機関・施設
  'consultation', // 相談窓口、専門家派遣
  'system', // 電子申請システム、情報サイト
  'contract-template', // 契約書ひな形
  'ip-procedure', // 特許庁の手続・料金・審査
  'guidance', // 知財Q&A の一項目
  'rule', // 公募・交付・精算の共通ルール
  'conflict', // 出典の食い違いの記録
  'term', // 用語
  'case', // 事例、地域エコシステム
  'gap', // 「その区の制度は確認できていない」という記録
  'live-call', // a call taken from Jグランツ; leaves the answers by itself when it has closed
  'document', // a page or a file taken in as it stands: its prose is searched and quoted
] as const

/** Languages a record may be written in; questions are asked in Japanese unless they say otherwise. */
export const recordLanguages = ['ja', 'en', 'zh', 'ko', 'vi'] as const

export const confidenceLevels = ['high', 'medium-high', 'medium', 'low-medium', 'low', 'seed'] as const
export type Confidence = (typeof confidenceLevels)[number]

/** The questions a record can answer. A search hit names the facet it matched. */
export const facets = [
  'what',
  'amount',
  'rate',
  'who',
  'funded',
  'deadline',
  'how',
  'prerequisites',
  'documents',
  'contact',
  'caution',
] as const
export type Facet = (typeof facets)[number]

const text = z.string().trim().min(1)
/** `YYYY-MM-DD`, or with a time in Japan: `YYYY-MM-DDThh:mm+09:00`. */
const japanMoment = z.string().refine((value) => japanInstant(value) !== undefined, {
  message: 'YYYY-MM-DD または YYYY-MM-DDThh:mm+09:00 で書いてください',
})
const day = z.string().refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && japanInstant(value) !== undefined, {
  message: 'YYYY-MM-DD で書いてください',
})

const facetBlock = z.strictObject({
  /** One to four plain polite sentences, in our own words, whole without the question. */
  text,
  /** Where this facet is better or worse known than the record as a whole. */
  confidence: z.enum(confidenceLevels).optional(),
  /** The fiscal year or date that the value is of, when it is not the current call: 「令和7年度」. */
  asOf: text.optional(),
})

/** The case for which a cap, a floor or a rate holds, so that it can be worked with; one without holds in every case. */
const holdsWhen = z.strictObject({
  /** Regular employees, both bounds included. */
  employees: z.strictObject({ least: z.number().int().optional(), most: z.number().int().optional() }).optional(),
  size: z.enum(['small', 'large']).optional(),
  /** 枠・類型・区分: how people call it, its own name first. The first one of a record is its usual one. */
  frame: z.array(text).min(1).optional(),
  /** A treatment that the company must take on or qualify for, by the words for it: 賃上げ, 赤字. */
  special: z.array(text).min(1).optional(),
  /** Of a treatment: the words of another one of which it is a part, one of which must be said too. */
  also: z.array(text).min(1).optional(),
  /** What is paid for or for how long, by the words for it: レジ, 3年. */
  items: z.array(text).min(1).optional(),
  /** Of a rate: the part of the grant, in yen, that is paid by it. */
  portion: z.strictObject({ above: z.number().int().optional(), upTo: z.number().int().optional() }).optional(),
})
export type HoldsWhen = z.infer<typeof holdsWhen>

const amount = z.strictObject({
  yen: z.number().int().positive(),
  /** For whom or what: 「通常枠・3年合計」. */
  for: text.optional(),
  /** What it bounds when that is not the whole of one grant. `part`: one kind of cost within the whole. */
  per: z.enum(['month', 'year', 'project', 'person', 'part']).optional(),
  when: holdsWhen.optional(),
})
export type Amount = z.infer<typeof amount>
const rate = z.strictObject({
  /** A fraction such as `2/3` or a percentage such as `45%`. */
  value: z.string().regex(/^(\d{1,3}\/\d{1,3}|\d{1,3}(\.\d+)?%)$/),
  for: text.optional(),
  when: holdsWhen.optional(),
})
export type Rate = z.infer<typeof rate>
/** A fee by the number of claims of a patent: `yen` and `perClaim` for each, so many `times`. */
const fee = z.strictObject({
  name: text,
  yen: z.number().int().positive(),
  perClaim: z.number().int().positive().optional(),
  times: z.number().int().positive().default(1),
  /** Whether the reduction for small companies applies to it. */
  reduced: z.boolean().default(false),
})
export type Fee = z.infer<typeof fee>

const call = z.strictObject({
  name: text,
  opens: japanMoment.optional(),
  closes: japanMoment.optional(),
  /** Deadlines that come before the close, such as 様式4. */
  steps: z.array(z.strictObject({ name: text, at: japanMoment })).default([]),
})

const source = z.strictObject({
  /** An address, or `seed/policy-paper.txt`; absent when the source has none. */
  url: z.union([z.url({ protocol: /^https?$/ }), z.literal('seed/policy-paper.txt')]).optional(),
  title: text,
  /** The date the source bears, as written there. */
  date: text.optional(),
  kind: z.enum(['official', 'official-quoted', 'secondary', 'dataset', 'law', 'seed']),
  /** When it was fetched, ISO 8601 in UTC, and the SHA-256 of what came, for what was taken in by `madoguchi ingest`. */
  fetchedAt: z.iso.datetime().optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  /** The terms under which the source may be used, as it says them. */
  licence: text.optional(),
})

/** Characters of a short name, which stands on buttons and in lists. */
export const longestShortName = 20

/** Front matter of one record file. Unknown keys are faults, so that a typing error cannot hide a value. */
export const recordSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '小文字の英数字とハイフンで書いてください'),
    name: text,
    /** A short name for buttons and lists. */
    shortName: z.string().trim().min(1).max(longestShortName),
    aliases: z.array(text).default([]),
    kind: z.enum(recordKinds),
    /** `planned`: the operator's own programme that has not started. */
    status: z.enum(['real', 'planned']).default('real'),
    /** 国, 東京都, 区, 団体 … */
    level: text,
    language: z.enum(recordLanguages).default('ja'),
    /** Outside these moments the record is not found by search. */
    effective: z.strictObject({ from: japanMoment.optional(), until: japanMoment.optional() }).optional(),
    /** Where it can be used: 全国, 東京都, 板橋区 … */
    areas: z.array(text).min(1),
    operator: text.optional(),
    /** The fiscal year the figures belong to, as the source says it. */
    fiscalYear: text.optional(),
    /** Purposes by the words of the interview: 研究開発, 産学連携, 設備, 販路, 創業 … */
    purposes: z.array(text).default([]),

    /** The condition that decides whether an answer applies, said in its first sentence: 「板橋区内で製造業を営む中小企業向け」. */
    decisive: text.optional(),
    /** Who may apply, as data: only what the source says in so many words. A condition without data is in `who` alone. */
    eligibility: z
      .strictObject({
        /** `small`: 小規模事業者; `medium`: 中小企業者, by industry as the laws have it. */
        size: z.enum(['small', 'medium']).optional(),
        /** Bounds of the scheme's own, both included. */
        employees: z.strictObject({ least: z.number().int().optional(), most: z.number().int().optional() }).optional(),
        /** Only these. */
        industries: z.array(z.enum(industries)).min(1).optional(),
        /** Years in business: at least so many, fewer than so many, or at most so many (0.5 for six months). */
        years: z
          .strictObject({
            least: z.number().optional(),
            below: z.number().optional(),
            within: z.number().positive().optional(),
          })
          .optional(),
        /** Whether someone who has not founded yet may apply. */
        beforeFounding: z.boolean().optional(),
        /** A university or a public research institute must take part. */
        partner: z.literal('university').optional(),
        /** False where sole proprietors are left out. */
        soleProprietor: z.boolean().optional(),
      })
      .optional(),
    what: facetBlock,
    who: facetBlock.optional(),
    funded: facetBlock
      .extend({
        /** Yen that must be spent at least, where the scheme takes no smaller plan. */
        leastCost: z.number().int().positive().optional(),
      })
      .optional(),
    rate: facetBlock
      .extend({
        values: z.array(rate).default([]),
        /** Yen below which a grant is cut off: 1000 for 「千円未満は切り捨て」. */
        cutBelow: z.number().int().positive().optional(),
      })
      .optional(),
    amount: facetBlock
      .extend({
        caps: z.array(amount).default([]),
        floors: z.array(amount).default([]),
        fees: z.array(fee).default([]),
        /** Nothing is paid for the thing itself. */
        free: z.literal(true).optional(),
      })
      .optional(),
    deadline: facetBlock
      .extend({
        /** `dated`: by calls; `rolling`: taken all year; `planned`: not begun; `unknown`: cannot be told. */
        policy: z.enum(['dated', 'rolling', 'planned', 'unknown']),
        calls: z.array(call).default([]),
        /** What is known of the next call, or that nothing is. */
        next: text.optional(),
      })
      .optional(),
    how: facetBlock.optional(),
    prerequisites: facetBlock.optional(),
    documents: facetBlock.optional(),
    caution: facetBlock.optional(),
    contact: z
      .strictObject({
        name: text,
        phone: z
          .string()
          .regex(/^0\d{1,4}-(?:\d{1,4}-\d{3,4}|\d{6})$/)
          .optional(),
        url: z.url().optional(),
        hours: text.optional(),
      })
      .optional(),

    /** Periods by law that run from a day which the asker may name, with the words for what is done in it and since when. */
    periods: z
      .array(
        z.strictObject({
          name: text,
          within: z.array(text).min(1),
          from: z.array(text).min(1),
          months: z.number().int().positive(),
        }),
      )
      .default([]),
    /** Notices that have to be given so many months before a thing begins, with the words for that thing. */
    notices: z
      .array(
        z.strictObject({
          name: text,
          before: z.array(text).min(1),
          months: z.number().int().positive(),
          /** The last day on which the thing may begin, where the scheme itself ends. */
          until: z.iso.date().optional(),
        }),
      )
      .default([]),
    /** Words of a question about a scheme beside whose answer this rule is told: 「親会社」. */
    besideWords: z.array(text).default([]),
    /** Questions a person would ask that this record answers, in everyday words; they are searched, not shown. */
    questions: z.array(text).default([]),
    /** Records to name beside this one: the successor, the near schemes, the window. */
    related: z.array(z.string()).default([]),
    /** The record that replaced this one: asked for by its old name, the successor is answered first. */
    successor: z.string().optional(),

    sources: z.array(source).min(1),
    confidence: z.enum(confidenceLevels),
    /** Facets whose value is unverified and therefore never answered, with what is missing. */
    unverified: z.array(z.strictObject({ facet: z.enum(facets).optional(), note: text })).default([]),
    checkedOn: day,
  })
  .superRefine((record, context) => {
    for (const { facet } of record.unverified) {
      if (facet === 'amount' && record.amount?.caps.length) {
        context.addIssue({ code: 'custom', path: ['amount', 'caps'], message: '未確認とした金額に数値があります' })
      }
      if (facet === 'rate' && record.rate?.values.length) {
        context.addIssue({ code: 'custom', path: ['rate', 'values'], message: '未確認とした率に数値があります' })
      }
    }
    if (record.amount?.free && !record.amount.text.includes('無料')) {
      context.addIssue({ code: 'custom', path: ['amount', 'free'], message: '無料とした額の文に「無料」がありません' })
    }
    for (const [index, entry] of (record.deadline?.calls ?? []).entries()) {
      const opens = entry.opens && japanInstant(entry.opens)
      const closes = entry.closes && japanInstant(entry.closes, true)
      if (opens && closes && opens > closes) {
        context.addIssue({ code: 'custom', path: ['deadline', 'calls', index], message: '締切が開始より前です' })
      }
    }
    if (record.status === 'planned' && record.deadline && record.deadline.policy !== 'planned') {
      context.addIssue({
        code: 'custom',
        path: ['deadline', 'policy'],
        message: '計画中の制度は planned にしてください',
      })
    }
    if (record.deadline?.policy === 'dated' && record.deadline.calls.length === 0) {
      context.addIssue({ code: 'custom', path: ['deadline', 'calls'], message: 'dated には公募の日付が要ります' })
    }
  })

export type RecordFields = z.infer<typeof recordSchema>
export type RecordKind = RecordFields['kind']
export type RecordLanguage = (typeof recordLanguages)[number]
/** Front matter as it is written, before defaults. */
export type RecordDraft = z.input<typeof recordSchema>
export type Source = RecordFields['sources'][number]
export type Call = NonNullable<RecordFields['deadline']>['calls'][number]

/** A record as the library holds it: validated front matter, prose, and where it stands. */
export interface KnowledgeRecord extends RecordFields {
  /** Markdown below the front matter. */
  body: string
  /** File relative to the corpus folder. */
  file: string
}
