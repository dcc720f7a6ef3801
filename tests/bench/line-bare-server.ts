import { createHmac, timingSafeEqual } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import restify from 'restify'

// The least that a LINE webhook can do: verify the signature over the bytes, insert the row durably, answer.
const [secret = '', file = ''] = process.argv.slice(2)
const database = new DatabaseSync(file)
database.exec('pragma journal_mode = wal; pragma synchronous = full')
database.exec('create table inbox (id text primary key, payload text not null)')
const insert = database.prepare('insert or ignore into inbox values (?, ?)')

const server = restify.createServer()
server.post('/line/webhook', (request, response, next) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const raw = Buffer.concat(chunks)
    const mark = createHmac('sha256', secret).update(raw).digest()
    const given = Buffer.from(String(request.headers['x-line-signature']), 'base64')
    if (given.length !== mark.length || !timingSafeEqual(given, mark)) {
      response.send(401)
      return next()
    }
    for (const event of JSON.parse(raw.toString('utf8')).events) insert.run(event.webhookEventId, JSON.stringify(event))
    response.send(200, {})
    next()
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address.port : 0}/line/webhook`)
})
