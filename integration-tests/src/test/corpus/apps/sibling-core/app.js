// The parts of Express by themselves, on node:http.
const http = require('http');
const path = require('path');
const bodyParser = require('body-parser');
const finalhandler = require('finalhandler');
const Router = require('router');
const send = require('send');
const serveStatic = require('serve-static');

const root = path.join(__dirname, 'public');
const router = Router();
const json = (res, value, status) => { res.statusCode = status || 200; res.setHeader('Content-Type', 'application/json'); res.end(JSON.stringify(value)); };

router.get('/r/:id', (req, res) => json(res, { id: req.params.id, url: req.url, baseUrl: req.baseUrl }));
router.use('/sub', Router({ mergeParams: true }).get('/x', (req, res) => json(res, { baseUrl: req.baseUrl, url: req.url, originalUrl: req.originalUrl })));
router.param('v', (req, res, next, v) => { req.v = v * 2; next(); });
router.get('/double/:v', (req, res) => json(res, req.v));
router.route('/route').get((req, res) => res.end('get')).post((req, res) => res.end('post'));
router.get('/error', () => { throw Object.assign(new Error('router error'), { status: 422 }); });
router.get('/async', async () => { throw new Error('async'); });
router.use('/async', (err, req, res, next) => json(res, { caught: err.message }, 500));

router.post('/json', bodyParser.json(), (req, res) => json(res, { body: req.body }));
router.post('/form', bodyParser.urlencoded({ extended: true }), (req, res) => json(res, req.body));
router.post('/text', bodyParser.text(), (req, res) => json(res, req.body));
router.post('/raw', bodyParser.raw(), (req, res) => json(res, { length: req.body.length }));
router.post('/json-limit', bodyParser.json({ limit: 5 }), (req, res) => json(res, req.body));

router.use('/static', serveStatic(root, { index: ['index.html'], maxAge: 1000, setHeaders: (res, file) => res.setHeader('X-File', path.basename(file)) }));
router.use('/static-strict', serveStatic(root, { fallthrough: false, redirect: false }));
router.get('/send/*name'.replace('*name', Router.Route && Router.prototype && require('router/package.json').version.startsWith('2') ? '*name' : '*'), (req, res) => {
  send(req, '/' + decodeURI(req.url.slice(6)), { root, dotfiles: 'deny' })
    .on('error', (err) => json(res, { status: err.status, code: err.code, message: err.message.replace(root, '') }, err.status))
    .on('directory', (r, p) => json(r, { directory: path.relative(root, p) }))
    .on('headers', (r, p, stat) => r.setHeader('X-Size', stat.size))
    .on('file', (p) => { router.last = path.relative(root, p); })
    .on('end', () => { router.ended = true; })
    .pipe(res);
});
router.get('/last', (req, res) => json(res, [router.last, router.ended]));
router.get('/mime', (req, res) => json(res, [typeof send.mime, typeof serveStatic.mime, typeof finalhandler, typeof bodyParser.json]));

const errors = [];
const server = http.createServer((req, res) => {
  const done = finalhandler(req, res, { env: 'production', onerror: (err) => errors.push(err.message) });
  if (req.url === '/errors') return json(res, errors);
  if (req.url === '/begun') { res.write('begun'); return done(new Error('late')); }
  if (req.url === '/plain-error') return done(Object.assign(new Error('x'), { statusCode: 409, headers: { 'X-From': 'error' } }));
  router(req, res, done);
});
server.listen(process.env.PORT || 3000);
