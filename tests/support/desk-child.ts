/** The desk alone, as a process of its own on a database whose address is the argument. Tells its address on stdout. */
import { createHttpServer } from '../../adapters/http/server.ts'
import { deskRoutes } from '../../handoff/desk/routes.ts'
import { systemClock } from '../../storage/ground/clock.ts'
import { randomIdentifiers } from '../../storage/ground/identifiers.ts'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openStore } from '../../storage/open-store.ts'

const ground = { clock: systemClock, identifiers: randomIdentifiers, logger: silentLogger }
const store = await openStore({ url: process.argv[2] ?? '', ...ground })
const server = createHttpServer({ routes: await deskRoutes({ store, ...ground }), upgrades: [], logger: silentLogger })
const { port } = await server.listen(0, '127.0.0.1')
process.stdout.write(`http://127.0.0.1:${port}\n`)
