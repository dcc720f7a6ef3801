import { AppError } from '../../storage/ground/errors.ts'
import { texts } from './texts.ts'

/** Another process has begun the reading anew, or ended it: what this one has read is a part, or old. */
export const overtaken = (sourceId: string): AppError =>
  new AppError('conflict', `the reading of ${sourceId} was overtaken`, { publicText: texts.overtaken })
