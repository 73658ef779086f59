const Router = require('@koa/router');

const router = new Router();
const api = new Router({ prefix: '/api' });

router.get('/', async (ctx) => {
  ctx.session.views = (ctx.session.views || 0) + 1;
  await ctx.render('index', { views: ctx.session.views, notes: ctx.notes });
});
router.get('fail', '/fail', () => {
  throw new Error('boom');
});
router.get('/go', (ctx) => ctx.redirect(router.url('fail') + '?from=go'));
router.get('/info', (ctx) => {
  ctx.set('X-Is', String(ctx.is('json')));
  ctx.body = { ip: ctx.ip, accepts: ctx.accepts('html', 'json'), query: ctx.query, fresh: ctx.fresh, host: ctx.hostname, lang: ctx.acceptsLanguages('de', 'en') };
  ctx.lastModified = new Date(0);
});
router.get('/types/:t', (ctx) => {
  ctx.body = { null: null, buffer: Buffer.from('buffer'), text: 'text', html: '<b>html</b>', web: new Response('web').body }[ctx.params.t];
});

api.param('id', (id, ctx, next) => {
  ctx.note = ctx.notes[Number(id)];
  if (!ctx.note) ctx.throw(404, 'no such note', { id });
  return next();
});
api.get('/notes', (ctx) => { ctx.body = ctx.notes; });
api.post('/notes', (ctx) => {
  const { text } = ctx.request.body;
  ctx.assert(text, 422, 'text is missing');
  ctx.notes.push({ text });
  ctx.status = 201;
  ctx.body = { id: ctx.notes.length - 1 };
  ctx.cookies.set('last', String(ctx.notes.length - 1), { signed: true });
});
api.get('/notes/:id', (ctx) => { ctx.body = ctx.note; });
api.delete('/notes/:id', (ctx) => {
  ctx.notes.splice(ctx.notes.indexOf(ctx.note), 1);
  ctx.status = 204;
});
router.use(api.routes(), api.allowedMethods());

module.exports = router;
