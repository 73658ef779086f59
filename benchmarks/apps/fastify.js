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
for (let i = 0; i < Number(process.env.BENCH_ROUTES || 10); i++) {
  app.get('/route' + i + '/:id', (request) => ({ route: i, id: request.params.id }));
}
app.get('/', (request, reply) => reply.type('text/html; charset=utf-8').send('Hello World'));
app.get('/api/items/:id', (request) => ({ id: request.params.id, name: 'item', tags: ['a', 'b'], price: 12.5 }));
app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
