const express = require('express');
const path = require('path');

// What Express 4 alone has, or does in another way.
const app = express();
process.noDeprecation = true;

app.del('/del', (req, res) => res.send('deleted'));
app.get('/param/:name', (req, res) => res.send(String(req.param('name'))));
app.get('/param-default', (req, res) => res.send(req.param('none', 'default')));
app.post('/param-body', express.json(), (req, res) => res.send(String(req.param('name'))));

app.get('/send/status', (req, res) => res.send(404));
app.get('/send/status-body', (req, res) => res.send(201, 'made'));
app.get('/send/body-status', (req, res) => res.send('made', 202));
app.get('/send/status-object', (req, res) => res.send(200, { a: 1 }));
app.get('/send/status-empty', (req, res) => res.send(204));
app.get('/json/status-body', (req, res) => res.json(201, { a: 1 }));
app.get('/json/body-status', (req, res) => res.json({ a: 1 }, 202));
app.get('/json/number', (req, res) => res.json(200));
app.get('/jsonp/status-body', (req, res) => res.jsonp(201, { a: 1 }));
app.get('/jsonp/body-status', (req, res) => res.jsonp({ a: 1 }, 202));
app.get('/redirect/url-status', (req, res) => res.redirect('/x', 301));
app.get('/redirect/back', (req, res) => res.redirect('back'));
app.get('/location/back', (req, res) => res.location('back').end());
app.get('/sendfile', (req, res) => res.sendfile(path.join(__dirname, 'file.txt')));
app.get('/sendfile-options', (req, res) => res.sendfile('file.txt', { root: __dirname, maxAge: 1000 }));
app.get('/sendfile-missing', (req, res) => res.sendfile('/nope/none.txt', (err) => res.status(err.status).send(err.code)));
app.get('/vary', (req, res) => { res.vary(); res.end('no field'); });

app.get('/accepts', (req, res) => res.json([req.acceptsCharset('utf-8'), req.acceptsEncoding('gzip'), req.acceptsLanguage('en')]));
app.get('/host', (req, res) => res.json([req.host, req.hostname]));
app.get('/query', (req, res) => { const before = req.query; req.query = { mine: 1 }; res.json([before, req.query]); });
app.get('/query-edit', (req, res) => { req.query.added = 'yes'; res.json(req.query); });
app.get('/params-proto', (req, res) => res.json([Object.getPrototypeOf(req.params) === Object.prototype, req.body === undefined]));
app.get('/status/:code', (req, res) => { res.status(req.params.code === 'text' ? '404' : parseFloat(req.params.code)); res.send('status'); });
app.get('/status-undefined', (req, res) => { res.status(undefined); res.json({ statusCode: String(res.statusCode) }); });
app.get('/router-getter', (req, res) => { try { res.send(typeof app.router); } catch (e) { res.json({ name: e.name, message: e.message.split('\n')[0] }); } });
app.get('/lazyrouter', (req, res) => res.json([typeof app.lazyrouter, typeof app._router, app._router.stack.length > 10, express().hasOwnProperty('_router')]));
app.get('/names', (req, res) => {
  const names = ['query', 'bodyParser', 'session', 'compress', 'logger', 'cookieParser', 'favicon', 'mime', 'urlencoded'];
  res.json(names.map((n) => { try { return [n, typeof express[n]]; } catch (e) { return [n, e.message]; } }));
});
app.get('/methods', (req, res) => res.json([typeof app.del, typeof app.response.sendfile, typeof app.request.param, typeof app.request.acceptsCharset, typeof express.query]));
app.get('/query-middleware', express.query(), (req, res) => res.json(req.query));

app.param((name, fn) => fn instanceof RegExp ? (req, res, next, value) => { const m = fn.exec(String(value)); if (m) { req.params[name] = m; next(); } else next('route'); } : undefined);
app.param('uid', /^\d+$/);
app.get('/user/:uid', (req, res) => res.send('user ' + req.params.uid));
app.get('/user/:any', (req, res) => res.send('no number ' + req.params.any));

app.get('/throw-in-async', (req, res) => { setImmediate(() => res.send('rejections are not handled by Express 4')); });
app.get('/cookie-max-age', (req, res) => res.cookie('a', '1', { maxAge: null }).end());
app.get('/clear', (req, res) => res.clearCookie('a', { maxAge: 5000, expires: new Date(0), path: '/x' }).end());
app.use('/dots', express.static(path.join(__dirname, 'dots')));
app.get('/app-all', (req, res) => res.send(String(app.get('query parser')) + ' ' + app.get('case sensitive routing')));
app.get('/wild/*', (req, res) => res.json(req.params));
app.get('/two/*/and/*', (req, res) => res.json(req.params));
app.get('/opt/:a?/:b?', (req, res) => res.json(Object.keys(req.params).map((k) => [k, req.params[k] === undefined ? 'undefined' : req.params[k]])));
app.get('/num/:n(\\d+)', (req, res) => res.json(req.params));
app.get('/one|/alt', (req, res) => res.send('pipe'));
app.get('/nested/:a(b|c)/:rest*', (req, res) => res.json(req.params));
app.use('/encoded/:x', (req, res) => res.json({ x: req.params.x, url: req.url }));

app.use((err, req, res, next) => res.status(err.status || 500).json({ name: err.name, code: err.code, message: err.message }));
app.listen(process.env.PORT || 3000);
