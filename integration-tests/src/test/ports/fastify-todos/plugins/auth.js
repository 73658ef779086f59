'use strict';
const fp = require('fastify-plugin');

module.exports = fp(async (app) => {
  app.register(require('@fastify/jwt'), { secret: 'supersecret' });
  app.decorate('authenticate', async (request, reply) => {
    try {
      await request.jwtVerify();
    } catch (err) {
      reply.send(err);
    }
  });
  app.post('/login', { schema: { body: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 2 } } } } },
    async (request) => ({ token: app.jwt.sign({ name: request.body.name }) }));
  app.get('/me', { onRequest: [app.authenticate] }, async (request) => ({ name: request.user.name }));
});
