import type { Route } from '../../storage/ground/http-route.ts'
import type { Logger } from '../../storage/ground/logger.ts'

export async function consoleRoutes(_logger: Logger): Promise<Route[]> {
  return []
}
