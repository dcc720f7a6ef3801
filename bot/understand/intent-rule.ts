/** What the user is doing, apart from asking about a scheme. Tried in this order; the first that fits wins. */
export interface IntentRule {
  intent: Intent
  pattern: { test(normalized: string): boolean }
  /** When given, must not match: keeps everyday questions out. */
  unless?: { test(normalized: string): boolean }
  /** True when the rule gives way to a subject of this desk: 「ラーメン屋ですが券売機の補助は」 is about the grant. */
  yields?: boolean
}

export type Intent =
  | 'question'
  | 'empty'
  | 'crisis'
  | 'abuse'
  | 'injection'
  | 'unpublished-invention'
  | 'other-user'
  | 'restart'
  | 'human'
  | 'menu'
  | 'service-cost'
  | 'service-data'
  | 'service-hours'
  | 'service-duty'
  | 'greeting'
  | 'filler'
  | 'thanks'
  | 'complaint'
  | 'blames-advice'
  | 'contradiction'
  | 'sources'
  | 'resume-topic'
  | 'simpler'
  | 'other-language'
  | 'choose-language'
  | 'false-application'
  | 'ghost-writing'
  | 'adoption-promise'
  | 'own-application'
  | 'infringement-judgement'
  | 'warning-letter'
  | 'patentability-judgement'
  | 'urgent-money'
  | 'competitor'
  | 'external-link'
  | 'tax-return'
  | 'legal-judgement'
  | 'labour-law'
  | 'residence-status'
  | 'permit'
  | 'registration'
  | 'off-topic'
  | 'erase-data'
  | 'show-company'
  | 'forget-company'
