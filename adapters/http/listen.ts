import type { Server } from 'node:http'
import { AppError } from '../../storage/ground/errors.ts'
import { httpTexts } from './texts.ts'

/** Opens the port. Rejects with an AppError that tells the person who starts the server what to change. */
export function listen(server: Server, port: number, host: string): Promise<{ port: number }> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => {
      const text = {
        EADDRINUSE: httpTexts.portInUse(port),
        EACCES: httpTexts.portRefused(port),
        EADDRNOTAVAIL: httpTexts.hostUnknown(host),
        ENOTFOUND: httpTexts.hostUnknown(host),
      }[error.code ?? '']
      reject(new AppError('unavailable', error.message, { cause: error, ...(text ? { publicText: text } : {}) }))
    }
    server.once('error', onError)
    server.listen(port, host, () => {
      server.off('error', onError)
      const address = server.address()
      resolve({ port: typeof address === 'object' && address ? address.port : port })
    })
  })
}
