import { workerData } from 'node:worker_threads'
import { silentLogger } from '../../storage/ground/logger.ts'
import { openLibrary } from '../open-library.ts'
import type { BuildTask } from './build-aside.ts'

// Opening a library builds and stores its index; faults are told by the one that serves.
await openLibrary({ ...(workerData as BuildTask), logger: silentLogger })
