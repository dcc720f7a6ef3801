import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'

/** The thread of sqlite-checkpoints.ts: moves what it can without making anybody wait, each time it is told to. */
const database = new DatabaseSync(workerData as string)
const move = database.prepare('pragma wal_checkpoint(passive)')
parentPort?.on('message', () => parentPort?.postMessage(move.get()))
