import type { Consultant } from '../../bot/consultant.ts'
import type { Library } from '../../knowledge/library.ts'
import type { Clock } from '../../storage/ground/clock.ts'
import type { Route } from '../../storage/ground/http-route.ts'
import type { Identifiers } from '../../storage/ground/identifiers.ts'
import type { Logger } from '../../storage/ground/logger.ts'
import type { Store } from '../../storage/store.ts'
import { consoleRoutes } from '../console/page-routes.ts'
import { createFileLinks } from '../files/file-links.ts'
import { fileRoutes } from '../files/file-routes.ts'
import type { SecurePage } from '../reception/secure-page.ts'
import { createLoginThrottle } from '../staff/login-throttle.ts'
import type { IdentityProvider } from '../staff/sign-on.ts'
import { accessOperations } from './access-operations.ts'
import { accountOperations } from './account-operations.ts'
import { attachmentOperation } from './attachment-operation.ts'
import { auditOperations } from './audit-operations.ts'
import { bulkOperation } from './bulk-operation.ts'
import { candidateOperations } from './candidate-operations.ts'
import { cannedOperations } from './canned-operations.ts'
import { caseOperations, type OnRead } from './case-operations.ts'
import { dataOperations } from './data-operations.ts'
import { type PreviewWords, previewOperation } from './door-preview.ts'
import { eventOperation } from './event-stream.ts'
import { figureOperations } from './figure-operations.ts'
import { fileOperation } from './file-operation.ts'
import { createGuard } from './guard.ts'
import { macroOperations } from './macro-operations.ts'
import { openApiOf } from './openapi.ts'
import { createOpening } from './opening.ts'
import { type Operation, toRoute } from './operation.ts'
import { presenceOperations } from './presence-operations.ts'
import type { ReadPushQuota } from './push-quota.ts'
import { recordOperations } from './record-operations.ts'
import { createSessionCookie } from './session-cookie.ts'
import { settingOperations } from './setting-operations.ts'
import { signOnRoutes } from './sign-on-routes.ts'
import { staffOperations } from './staff-operations.ts'
import { summaryOperation } from './summary-operation.ts'
import { teamOperations } from './team-operations.ts'
import { wallOperations } from './wall-operations.ts'
import { writingOperations } from './writing-operations.ts'

export interface DeskHouse {
  store: Store
  clock: Clock
  identifiers: Identifiers
  logger: Logger
  /** Where the desk is reached from outside; an https address makes the cookie Secure. */
  publicUrl?: string | undefined
  /** The operator's identity provider, where staff sign on by one. */
  signOn?: IdentityProvider | undefined
  /** Stands beside the login in the authenticator app. */
  operatorName?: string
  /** Names the records the bot looked at and did not cite; without it staff see their ids. */
  library?: Pick<Library, 'records'>
  /** Told when the owner of a case has read a user's words, for doors that show it. */
  onRead?: OnRead | undefined
  /** Where LINE is a door: what may still be pushed in this month. */
  readPushQuota?: ReadPushQuota | undefined
  /** The way to our own page, for those whom staff take before any notice has named it. */
  securePage?: SecurePage | undefined
  /** Where LINE is a door: how it shows words of staff. */
  previewLine?: PreviewWords | undefined
  /** Composes the answers that are proposed to staff; without it none are. */
  consultant?: Pick<Consultant, 'turn' | 'summarise'>
}

/** All operations of the Desk API: what is mounted and what the OpenAPI file tells. */
export function deskOperations(
  house: DeskHouse,
  cookie = createSessionCookie(house.publicUrl),
  fileLinks = createFileLinks(house),
): Operation[] {
  const context = { store: house.store, identifiers: house.identifiers, securePage: house.securePage }
  const throttle = createLoginThrottle(house.clock)
  const singleSignOn = house.signOn !== undefined
  return [
    ...accessOperations(context, { cookie, throttle, logger: house.logger, singleSignOn }),
    ...accountOperations(context, { cookie, throttle, issuerName: house.operatorName ?? '窓口' }),
    ...staffOperations(context),
    ...auditOperations(context),
    ...caseOperations(context, {
      recordOf: (id) => {
        const record = house.library?.records.get(id)
        const url = record?.sources.find((source) => source.url?.startsWith('http'))?.url ?? null
        return { title: record?.name ?? id, checkedOn: record?.checkedOn ?? null, url }
      },
      onRead: house.onRead,
      readPushQuota: house.readPushQuota,
    }),
    attachmentOperation(house.store),
    fileOperation({ ...context, links: fileLinks, publicUrl: house.publicUrl }),
    ...recordOperations(context),
    ...figureOperations(context),
    ...dataOperations(context),
    ...writingOperations(context, house),
    summaryOperation(context, house.consultant),
    ...cannedOperations(context),
    ...candidateOperations(context),
    ...macroOperations(context),
    bulkOperation(context, house.logger),
    previewOperation(house.previewLine),
    ...presenceOperations(context),
    ...teamOperations(context),
    ...settingOperations(context),
    ...wallOperations(context, house.readPushQuota),
    eventOperation(house.store, cookie),
  ]
}

/** The API of the desk, its description, the page and its assets (bundled here, once), and the files that staff send. */
export async function deskRoutes(house: DeskHouse): Promise<Route[]> {
  const cookie = createSessionCookie(house.publicUrl)
  const guard = createGuard({ store: house.store, cookie, publicUrl: house.publicUrl })
  const links = createFileLinks(house)
  const operations = deskOperations(house, cookie, links)
  const { store, identifiers, logger, publicUrl, signOn } = house
  const description = openApiOf(operations, cookie.name)
  return [
    ...operations.map((operation) => toRoute(operation, guard)),
    {
      method: 'GET',
      path: '/desk/api/openapi.json',
      handler: async () => ({ status: 200, headers: { 'cache-control': 'no-cache' }, body: description }),
    },
    ...fileRoutes({
      store,
      links,
      operatorName: house.operatorName ?? '相談窓口',
      newNonce: () => identifiers.secret(16),
    }),
    ...(signOn ? signOnRoutes({ store, identifiers, logger, publicUrl, cookie, provider: signOn }) : []),
    ...(await consoleRoutes(createOpening({ store, cookie, logger }))),
  ]
}
