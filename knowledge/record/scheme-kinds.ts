import type { RecordKind } from './schema.ts'

/** Money that is applied for, by calls or all year round. */
export const grantKinds: ReadonlySet<RecordKind> = new Set<RecordKind>(['grant', 'voucher', 'live-call'])

/** Schemes a company can use for its money, tax rules among them. */
export const schemeKinds: ReadonlySet<RecordKind> = new Set<RecordKind>([...grantKinds, 'tax'])

export const isGrant = ({ kind }: { kind: RecordKind }): boolean => grantKinds.has(kind)
export const isScheme = ({ kind }: { kind: RecordKind }): boolean => schemeKinds.has(kind)
