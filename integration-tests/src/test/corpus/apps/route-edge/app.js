const express = require('express');

// Routers that are changed while they serve, run in odd ways, and asked for odd paths.
const app = express();
let told = [];
const older = typeof app.del === 'function';
const say = (name) => (req, res, next) => { told.push([name, req.method, req.url, req.baseUrl, req.originalUrl, { ...req.params }, req.route?.path ?? null]); next(); };
const show = (name) => (req, res) => res.json({ name, method: req.method, url: req.url, base: req.baseUrl, original: req.originalUrl, path: req.path, query: req.query, params: req.params, proto: Object.getPrototypeOf(req.params) === null, route: req.route ? String(req.route.path) : null, told: told.splice(0) });
const failed = (error, req, res, next) => { if (res.headersSent) next(error); else res.status(error.status || 500).json({ error: error.message, url: req.url, base: req.baseUrl, params: req.params, told: told.splice(0) }); };

// Plain and odd paths, in one router each.
for (const [name, options] of Object.entries({ loose: {}, sensitive: { caseSensitive: true }, strict: { strict: true }, both: { caseSensitive: true, strict: true } })) {
  const router = express.Router(options);
  router.use('/used', say('used'));
  router.use('/used/:id', say('used id'));
  router.use('/Cased', say('cased'));
  router.use('/slashed/', say('slashed'));
  router.get('/', show('root'));
  router.get('/plain', show('plain'));
  router.get('/Plain/Cased', show('cased'));
  router.get('/trailing/', show('trailing'));
  router.get('/users/:id', show('user'));
  router.get('/users/me', show('me'));
  router.get('/users/:id/posts/:post', show('post'));
  router.get('/same/:id/:id', show('same'));
  router.get('/one/:a-:b', show('dash'));
  router.get('/file/:name.:ext', show('dot'));
  router.get(['/list/a', '/list/:b', /^\/list\/(\d+)\/x$/], show('list'));
  router.get(/^\/re\/(?<word>\w+)(?:\/(\d+))?$/, show('regexp'));
  router.get('/with%20space', show('encoded'));
  router.get('/with space', show('space'));
  router.get('/caf\u00e9', show('cafe'));
  router.get('/caf%C3%A9', show('cafe encoded'));
  router.get('/a.b', show('dotted'));
  router.get('/a~b', show('tilde'));
  router.get('/dollar$', show('dollar'));
  if (older) router.get('/opt/:a?', show('optional'));
  else router.get('/opt{/:a}', show('optional'));
  router.get(older ? '/star/*' : '/star/*rest', show('star'));
  router.post('/plain', show('post plain'));
  router.all('/any/:thing', show('any'));
  router.head('/headed', (req, res) => res.set('X-Headed', '1').end());
  router.get('/headed', show('headed'));
  router.put('/methods/:id', show('put'));
  router.delete('/methods/:id', show('delete'));
  router.get('/used/:id/end', show('end'));
  router.use('/Cased/deep', show('deep'));
  router.get('/slashed/x', show('slashed x'));
  router.use(say('rest'));
  app.use(`/${name}`, router);
}

// Parameters of routers above.
const deep = (merge) => {
  const inner = express.Router({ mergeParams: merge });
  inner.get('/leaf/:leaf', show('leaf'));
  inner.get('/:id', show('inner id'));
  inner.get('/', show('inner root'));
  const middle = express.Router({ mergeParams: merge });
  middle.use('/in/:mid', inner);
  middle.use('/:id/again', inner);
  middle.use('/fixed', inner);
  return middle;
};
app.use('/merged/:id', deep(true));
app.use('/unmerged/:id', deep(false));
app.use(older ? '/numbered/*/x' : /^\/numbered\/(.*)\/x/, deep(true));
const mounted = express();
mounted.get('/', show('mounted'));
mounted.get('/:id', (req, res) => res.json([req.params, req.app.mountpath, req.baseUrl, req.url]));
mounted.use((req, res, next) => { told.push('left mounted'); next(); });
app.use('/mounted/:tenant', mounted);
app.use(['/m1', '/m2/:x'], mounted);

// Callbacks of parameters.
const params = express.Router();
for (const name of ['id', 'other']) params.param(name, (req, res, next, value, key) => { told.push([key, value, req.url, { ...req.params }]); if (value === 'fail') next(new Error('param')); else if (value === 'route') next('route'); else if (value === 'router') next('router'); else if (value === 'throw') throw new Error('thrown'); else if (value === 'late') setImmediate(next); else if (value === 'change') { req.params[key] = 'changed'; next(); } else next(); });
params.use('/:id', say('first'));
params.get('/:id', say('second'), show('id'));
params.get('/:id/:other', show('id other'));
params.get('/:other/x/:id', show('other id'));
app.use('/params', params, (req, res) => res.json({ after: told.splice(0) }));

// next, in all its ways.
const ways = express.Router();
ways.get('/twice', (req, res, next) => { next(); next(); }, (req, res, next) => { told.push('second'); if (told.length > 1) next(); else res.json({ once: true }); });
ways.get('/twice', (req, res) => { told.push(res.headersSent); });
ways.get('/route', (req, res, next) => next('route'), show('skipped'));
ways.get('/route', show('next route'));
ways.get('/router', (req, res, next) => next('router'), show('skipped'));
ways.get('/router', show('skipped too'));
ways.get('/error', (req, res, next) => next(new Error('given')));
ways.get('/falsy/:what', (req, res, next) => next({ zero: 0, empty: '', false: false, null: null, nan: NaN }[req.params.what]), show('went on'));
ways.get('/text', (req, res, next) => next('text'));
ways.get('/throw', () => { throw new Error('thrown'); });
ways.get('/throw-route', () => { throw 'route'; });
ways.get('/throw-route', show('after thrown route'));
ways.get('/throw-nothing', () => { throw undefined; });
ways.get('/throw-nothing', show('after nothing'));
ways.get('/later', (req, res, next) => setTimeout(next, 5), show('later'));
ways.get('/handled', (req, res, next) => next(new Error('handled')), (error, req, res, next) => { told.push(error.message); next(); }, show('went on'));
ways.get('/four', (req, res, next, extra) => { told.push(['never', extra]); next(); }, show('after four'));
ways.get('/none', () => {}, (req, res) => res.end());
ways.use('/url', (req, res, next) => { req.url = '/changed?x=1'; next(); });
ways.get('/changed', show('changed'));
ways.use('/back', (req, res, next) => { req.url = '/error'; next(); });
ways.use('/up', (req, res, next) => { req.url = '/../up/x'; next(); });
ways.use('/absolute', (req, res, next) => { req.url = 'http://else.where/route'; next(); });
ways.use('/empty', (req, res, next) => { req.url = ''; next(); });
ways.use('/query', (req, res, next) => { req.url = '?only=query'; next(); });
ways.use('/noslash', (req, res, next) => { req.url = 'route'; next(); });
ways.use('/method', (req, res, next) => { req.method = req.query.as; next(); });
ways.get('/method', show('got'));
ways.post('/method', show('posted'));
ways.use('/base', (req, res, next) => { req.baseUrl = '/own'; req.params = { own: 1 }; next(); });
ways.get('/base', show('base'));
ways.use('/options', say('options'));
ways.get('/options/a', show('a'));
ways.post('/options/a', show('a'));
ways.all('/options/all', (req, res, next) => next());
ways.route('/options/route').get(show('r')).put(show('r')).head(show('h'));
ways.use((req, res, next) => { if (req.query.stop) res.json({ stopped: req.url, told: told.splice(0) }); else next(); });
app.use('/ways', ways, (req, res, next) => { told.push('left ways'); next(); });
app.get('/again', (req, res, next) => { req.url = '/loose/users/7'; app.handle(req, res, next); });
app.get('/call', (req, res, next) => { req.url = '/users/8'; express.Router().get('/users/:n', show('called'))(req, res, next); });
app.get('/direct', (req, res, next) => { const router = express.Router(); router.get('/direct', show('direct')); router.handle(req, res, next); });
const many = express.Router();
for (let i = 0; i < 350; i++) many.use((req, res, next) => { req.count = (req.count || 0) + 1; next(); });
many.get('/', (req, res) => res.json(req.count));
app.use('/many', many);

// What is changed while it serves.
const live = express.Router();
const change = {
  add: () => live.get('/added', show('added')),
  addUse: () => live.use('/any', say('added use')),
  addParam: () => live.param('late', (req, res, next, value) => { told.push(`late ${value}`); next(); }),
  pop: () => live.stack.pop(),
  shift: () => live.stack.shift(),
  reverse: () => live.stack.reverse(),
  splice: () => live.stack.splice(1, 1, live.stack[2]),
  empty: () => { live.stack.length = 0; },
  replace: () => { const other = express.Router(); other.get('/replaced/:x', show('replaced')); live.stack = other.stack; },
  handle: () => { for (const layer of live.stack) if (!layer.route) layer.handle = say('other handle'); },
  match: () => { live.stack[0].match = () => false; },
  matchAll: () => { const { match } = live.stack[0]; for (const layer of live.stack) layer.match = function (path) { told.push(`asked ${path}`); return match.call(this, path); }; },
  routeStack: () => { for (const layer of live.stack) if (layer.route) layer.route.stack.unshift(layer.route.stack[0]); },
  routeHandle: () => { for (const layer of live.stack) if (layer.route) layer.route.stack[0].handle = show('other'); },
  dispatch: () => { for (const layer of live.stack) if (layer.route) { const { route } = layer; const { dispatch } = route; route.dispatch = function (...args) { told.push('dispatch'); return dispatch.apply(this, args); }; } },
  layer: () => { const proto = Object.getPrototypeOf(live.stack[0]); for (const name of ['handleRequest', 'handle_request']) if (proto[name]) { const original = proto[name]; proto[name] = function (...args) { told.push(`run ${this.name}`); return original.apply(this, args); }; setImmediate(() => setTimeout(() => { proto[name] = original; }, 150)); } },
  own: () => { const { handle } = live; live.handle = function (...args) { told.push('own handle'); return handle.apply(this, args); }; },
};
const build = () => {
  delete live.handle;
  live.stack = [];
  for (const key of Object.keys(live.params)) delete live.params[key];
  live.use('/any', say('any'));
  live.get('/any', show('got any'));
  live.get('/any/:late', show('late'));
  live.get('/:late', show('late'));
};
build();
app.get('/change/:what', (req, res) => { change[req.params.what](); res.json({ stack: live.stack.length }); });
app.get('/build', (req, res) => { build(); told = []; res.json({ stack: live.stack.length }); });
app.use('/live', live);
app.use(failed);

app.listen(process.env.PORT || 3000);
