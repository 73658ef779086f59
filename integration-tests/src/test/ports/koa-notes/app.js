const Koa = require('koa');
const serve = require('koa-static');
const bodyParser = require('koa-bodyparser');
const session = require('koa-session');
const views = require('koa-views');
const compress = require('koa-compress');
const cors = require('@koa/cors');
const path = require('path');
const { Readable } = require('stream');
const router = require('./routes');

const app = new Koa({ keys: ['koa', 'keys'], proxy: true });
app.context.notes = [];
app.use(async (ctx, next) => {
  try {
    await next();
    if (ctx.status === 404 && !ctx.body) ctx.throw(404, `no ${ctx.path}`);
  } catch (err) {
    ctx.status = err.status || 500;
    ctx.body = { error: err.expose ? err.message : 'internal', type: err.constructor.name };
    if (ctx.status === 500) ctx.app.emit('error', err, ctx);
  }
});
app.use(compress({ threshold: 200, br: false }));
app.use(cors());
app.use(serve(path.join(__dirname, 'public')));
app.use(views(path.join(__dirname, 'views'), { extension: 'pug' }));
app.use(session({ key: 'koa', maxAge: 86400000 }, app));
app.use(bodyParser({ enableTypes: ['json', 'form', 'text'], jsonLimit: '1kb' }));
app.use(router.routes()).use(router.allowedMethods({ throw: true }));
app.use((ctx, next) => {
  if (ctx.path === '/stream') {
    ctx.type = 'text/plain';
    ctx.body = Readable.from(['one ', 'two ', 'three']);
    return undefined;
  }
  return next();
});
app.on('error', (err) => console.error('failed:', err.message));
app.listen(process.env.PORT);
