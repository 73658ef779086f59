'use strict';
const Fastify = require('fastify');

module.exports = (options) => {
  const app = Fastify({ ...options, ajv: { customOptions: { allErrors: true } } });
  app.register(require('@fastify/cors'), { origin: /example\.com$/ });
  app.register(require('@fastify/cookie'), { secret: 'fastify' });
  app.register(require('@fastify/formbody'));
  app.register(require('@fastify/static'), { root: options.staticRoot, prefix: '/public/' });
  app.register(require('./plugins/auth'));
  app.register(require('./routes/todos'), { prefix: '/todos' });
  app.get('/', async () => ({ hello: 'world' }));
  app.get('/injected', async () => {
    const response = await app.inject({ url: '/', method: 'GET' });
    return { status: response.statusCode, body: response.json() };
  });
  app.get('/stream', (request, reply) => reply.type('text/plain').send(require('stream').Readable.from(['a', 'b'])));
  app.get('/fail', async () => {
    throw Object.assign(new Error('boom'), { statusCode: 503, code: 'E_BOOM' });
  });
  app.setNotFoundHandler((request, reply) => reply.code(404).send({ missing: request.url }));
  return app;
};
