'use strict'

// Two workers; each answers /{sources} and /{sources}/{delay} with the sum of so many calls.
const cluster = require('node:cluster')

const workers = 2
const mostConnections = 4096

if (cluster.isPrimary) {
  for (let i = 0; i < workers; i++) cluster.fork()
} else {
  const { Pool } = require('undici')
  const api = pool(process.env.Api)
  const delayedApi = pool(process.env.DelayedApi)
  const fastify = require('fastify')({ logger: false })
  const answer = { type: 'object', properties: { sum: { type: 'number' }, elapsedMs: { type: 'number' } } }

  fastify.get('/:sources/:delay?', { schema: { response: { 200: answer } } }, async request => {
    const began = performance.now()
    const { sources, delay } = request.params
    const values = await Promise.all(Array.from({ length: Number(sources) }, () => (delay ? call(delayedApi, `/?delay=${delay}`) : call(api, '/'))))
    return { sum: values.reduce((sum, value) => sum + value, 0), elapsedMs: performance.now() - began }
  })
  fastify.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })

  function pool(url) {
    return new Pool(new URL(url).origin, { connections: mostConnections / workers, pipelining: 1 })
  }

  async function call(client, path) {
    const { statusCode, body } = await client.request({ method: 'GET', path })
    if (statusCode !== 200) throw new Error(`The API answered ${statusCode}.`)
    return (await body.json()).value
  }
}
