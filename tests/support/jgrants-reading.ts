import {
  type JgrantsReading,
  type ReadJgrantsOptions,
  readJgrants,
} from '../../knowledge/ingest/jgrants/read-jgrants.ts'
import type { JgrantsPlatform } from './jgrants-platform.ts'

/** A moment at which calls of the platform are open, ended and still to come. */
export const jgrantsDay = Date.parse('2026-08-17T10:00:00+09:00')

/** Reads the platform at that moment. */
export const readPlatform = (
  { url, get }: JgrantsPlatform,
  options: Pick<ReadJgrantsOptions, 'keywords'> & Partial<ReadJgrantsOptions>,
): Promise<JgrantsReading> =>
  readJgrants({ baseUrl: url, get, now: jgrantsDay, signal: new AbortController().signal, ...options })
