import type { Identifiers } from '../../../storage/ground/identifiers.ts'

/** Short enough to be typed. */
export const proposalId = (identifiers: Identifiers): string => identifiers.uuid().replaceAll('-', '').slice(0, 12)
