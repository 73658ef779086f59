'use strict';
const todo = { type: 'object', properties: { id: { type: 'integer' }, text: { type: 'string' }, done: { type: 'boolean', default: false } } };

module.exports = async (app) => {
  const todos = new Map();
  app.addHook('onSend', async (request, reply, payload) => {
    reply.header('x-count', todos.size);
    return payload;
  });
  app.get('/', { schema: { querystring: { type: 'object', properties: { done: { type: 'boolean' } } }, response: { 200: { type: 'array', items: todo } } } },
    async (request) => [...todos.values()].filter((t) => request.query.done === undefined || t.done === request.query.done));
  app.post('/', { schema: { body: { ...todo, required: ['text'], additionalProperties: false }, response: { 201: todo } } }, async (request, reply) => {
    const item = { id: todos.size + 1, secret: 'x', ...request.body };
    todos.set(item.id, item);
    reply.code(201).setCookie('last', String(item.id), { path: '/', signed: true });
    return item;
  });
  app.get('/:id', { schema: { params: { type: 'object', properties: { id: { type: 'integer' } } } } }, async (request, reply) => {
    const item = todos.get(request.params.id);
    if (!item) return reply.callNotFound();
    return item;
  });
  app.delete('/:id', async (request, reply) => reply.code(todos.delete(Number(request.params.id)) ? 204 : 404).send());
};
