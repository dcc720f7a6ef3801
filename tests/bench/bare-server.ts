import restify from 'restify'

// What the same router costs alone: one route that answers.
const server = restify.createServer()
server.get('/readyz', (_request, response, next) => {
  response.send(200, 'ready')
  next()
})
server.listen(Number(process.env.PORT), '127.0.0.1')
