'use strict';

const app = require('fastify')();

app.addHook('onRequest', (request, reply, done) => {
  request.seen = 1;
  done();
});
app.addHook('onRequest', (request, reply, done) => {
  reply.header('X-Seen', String(request.seen));
  done();
});
app.register(require('@fastify/formbody'));
if (process.env.BENCH_FILES) app.register(require('@fastify/static'), { root: process.env.BENCH_FILES, prefix: '/files/' });
for (let i = 0; i < Number(process.env.BENCH_ROUTES || 10); i++) {
  app.get('/route' + i + '/:id', (request) => ({ route: i, id: request.params.id }));
}
app.get('/', (request, reply) => reply.type('text/html; charset=utf-8').send('Hello World'));
app.register(async (api) => {
  api.get('/items/:id', (request) => ({ id: request.params.id, name: 'item', tags: ['a', 'b'], price: 12.5 }));
}, { prefix: '/api' });
app.post('/json', (request) => request.body);
app.post('/form', (request) => request.body);
app.setNotFoundHandler((request, reply) => reply.code(404).send({ error: 'not found', path: request.url }));
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
