const express = require('express');

// What Express 5 alone has, or does in another way.
const app = express();

app.get('/reject', async () => { throw new Error('rejected'); });
app.get('/reject-undefined', () => Promise.reject());
app.get('/reject-null', () => Promise.reject(null));
app.get('/reject-string', () => Promise.reject('a string'));
app.get('/reject-status', async () => { throw Object.assign(new Error('not here'), { status: 404 }); });
app.get('/reject-later', async () => { await new Promise((r) => setTimeout(r, 5)); throw new Error('later'); });
app.get('/reject-route', () => Promise.reject('route'), (req, res) => res.send('same route'));
app.get('/reject-route', (req, res) => res.send('next route'));
app.get('/thenable', () => ({ then(ok, fail) { fail(new Error('thenable')); } }));
app.get('/async-next', async (req, res, next) => next(), (req, res) => res.send('next of async'));
app.get('/async-next-error', async (req, res, next) => next(new Error('by next')));
app.get('/async-send', async (req, res) => res.send('sent by async'));
app.get('/resolve-value', async () => 'ignored', (req, res) => res.send('never'));
app.use('/mw-reject', async () => { throw new Error('middleware rejected'); });
app.param('p', async () => { throw new Error('param rejected'); });
app.get('/param/:p', (req, res) => res.send('no'));
app.use('/handler-reject', (req, res, next) => next(new Error('first')));
app.use('/handler-reject', async (err, req, res, next) => { throw new Error('second after ' + err.message); });
const router = express.Router();
router.use(async () => { throw new Error('router rejected'); });
app.use('/router-reject', router);

app.get('/router', (req, res) => res.json([typeof app.router, app.router === app.router, app.router.stack.length > 5, typeof app._router]));
app.get('/removed', (req, res) => res.json([typeof app.del, typeof res.sendfile, typeof req.param, typeof req.acceptsCharset, typeof express.query, typeof app.param, typeof express.mime, typeof express.bodyParser]));
app.get('/redirect-back', (req, res) => res.redirect('back'));
app.get('/send-number', (req, res) => res.send(200));
app.get('/json-two', (req, res) => res.json(201, { a: 1 }));
app.get('/send-two', (req, res) => res.send(201, 'x'));
app.get('/status-string', (req, res) => res.status('404').end());
app.get('/status-float', (req, res) => res.status(200.5).end());
app.get('/status-low', (req, res) => res.status(42).end());
app.get('/status-undefined', (req, res) => res.status(undefined).end());
app.get('/sendStatus-string', (req, res) => res.sendStatus('404'));
app.get('/query', (req, res) => { 'use strict'; let how; try { req.query = { a: 1 }; how = 'set'; } catch (e) { how = e.name; } res.json([how, req.query]); });
app.get('/query-edit', (req, res) => { req.query.added = 'yes'; res.json(req.query); });
app.get('/query-same', (req, res) => res.json([req.query === req.query, Object.getPrototypeOf(req.query) === null]));
app.get('/params-null/:a', (req, res) => res.json([Object.getPrototypeOf(req.params) === null, typeof req.params.hasOwnProperty]));
app.get('/body', (req, res) => res.json(req.body === undefined));
app.get('/host', (req, res) => res.json([req.host, req.hostname]));
app.get('/defaults', (req, res) => res.json([app.get('query parser'), app.enabled('case sensitive routing')]));
app.get('/splat/*rest', (req, res) => res.json(req.params));
app.get('/opt{/:a}{/:b}', (req, res) => res.json(req.params));
app.get('/clear', (req, res) => res.clearCookie('a', { maxAge: 5000, expires: new Date(0), path: '/x' }).end());
app.get('/vary', (req, res) => { res.vary(); res.end(); });
app.get('/max-age-null', (req, res) => res.cookie('a', '1', { maxAge: null }).end());
app.get('/redirect-undefined', (req, res) => { process.noDeprecation = true; res.redirect(undefined); });
app.get('/render-async', async (req, res) => { await null; res.render('none'); });

if (app.get('env') !== 'x') app.use((err, req, res, next) => {
  if (req.path === '/default') return next(err);
  res.status(err && err.status || 500).json({ name: err && err.name, code: err && err.code, message: err && err.message, value: err instanceof Error ? undefined : String(err) });
});
app.listen(process.env.PORT || 3000, (error) => { if (error) throw error; });
