const express = require('express');

const app = express();
const log = [];

// A Router with its own middleware, params and nested routers.
const birds = express.Router();
birds.use((req, res, next) => { res.set('X-Birds', req.baseUrl + '|' + req.url); next(); });
birds.get('/', (req, res) => res.send('Birds home page'));
birds.get('/about', (req, res) => res.send('About birds'));
birds.get('/:name/detail', (req, res) => res.json({ params: req.params, baseUrl: req.baseUrl, path: req.path, url: req.url, originalUrl: req.originalUrl }));
app.use('/birds', birds);

const merged = express.Router({ mergeParams: true });
merged.get('/posts/:post', (req, res) => res.json(req.params));
merged.get('/same/:user', (req, res) => res.json(req.params));
const unmerged = express.Router();
unmerged.get('/posts/:post', (req, res) => res.json(req.params));
app.use('/merged/:user', merged);
app.use('/unmerged/:user', unmerged);
app.use(/^\/re-(\w+)/, merged);

const strict = express.Router({ strict: true, caseSensitive: true });
strict.get('/Exact/', (req, res) => res.send('exact'));
app.use('/strict', strict);

const router = express.Router();
router.use('/leave', (req, res, next) => next('router'));
router.use('/leave', (req, res) => res.send('not reached'));
router.all('/all', (req, res) => res.send('all ' + req.method));
router.param('id', (req, res, next, id) => { req.id = 'router:' + id; next(); });
router.route('/thing/:id').all((req, res, next) => { res.set('X-Id', req.id); next(); }).get((req, res) => res.send(req.id)).delete((req, res) => res.sendStatus(204));
router.get('/error', () => { throw new Error('router error'); });
router.use((err, req, res, next) => { err.message += ' seen'; next(err); });
app.use('/router', router, (req, res) => res.send('after the router: ' + req.url));
app.use(['/many', '/several'], (req, res) => res.json({ baseUrl: req.baseUrl, url: req.url }));

// A mounted app inherits settings and has its own locals.
const admin = express();
admin.on('mount', (parent) => log.push('mounted ' + (parent === app)));
admin.locals.title = 'Admin';
admin.get('/', (req, res) => res.json({ mountpath: admin.mountpath, path: admin.path(), baseUrl: req.baseUrl, app: req.app === admin, title: res.app.locals.title, parentTitle: app.locals.title, log }));
admin.get('/settings', (req, res) => res.json({ views: admin.get('views') === app.get('views'), trust: admin.get('trust proxy'), own: admin.get('own'), ip: req.ip, fromParent: admin.get('from parent') }));
admin.set('own', 'yes');
admin.get('/fail', () => { throw new Error('admin failed'); });
app.locals.title = 'Main';
app.set('from parent', 'inherited');
app.set('trust proxy', true);
app.use(['/admin', '/manage'], admin);

const inner = express();
inner.get('/where', (req, res) => res.json({ path: inner.path(), mountpath: inner.mountpath, baseUrl: req.baseUrl, url: req.url, originalUrl: req.originalUrl }));
const outer = express();
outer.use('/inner', inner);
outer.response.shout = function (text) { return this.send(text.toUpperCase()); };
outer.get('/shout', (req, res) => res.shout('loud'));
app.use('/outer', outer);
app.get('/after', (req, res) => res.json({ shout: typeof res.shout, app: req.app === app, path: app.path(), mountpath: app.mountpath }));
app.use('/outer', (req, res) => res.json({ app: req.app === app, shout: typeof res.shout, url: req.url }));

// Prefixes match by whole segments.
app.use('/pre', (req, res) => res.send('pre: ' + req.url));
app.use('/with/:p', (req, res) => res.json({ params: req.params, url: req.url, baseUrl: req.baseUrl }));

app.use('/handle', (req, res, next) => birds.handle ? birds(req, res, next) : next());

// Settings helpers.
app.enable('on'); app.disable('off');
app.get('/flags', (req, res) => res.json([app.enabled('on'), app.disabled('on'), app.enabled('off'), app.disabled('off'), app.get('on'), app.get('off'), app.get('unset') === undefined, app.get('x-powered-by'), app.get('etag'), app.get('env'), app.get('subdomain offset'), app.get('jsonp callback name'), app.get('query parser')]));
app.get('/set-returns', (req, res) => res.json([app.set('k', 'v') === app, app.set('k'), app.enable('z') === app]));

let added = 0;
app.get('/add', (req, res) => {
  added++;
  const n = added;
  app.get('/late/' + n, (req2, res2) => res2.send('late ' + n));
  res.send('added ' + n);
});

app.use((err, req, res, next) => res.status(500).send('main handler: ' + err.message + ' at ' + req.baseUrl + req.url));

app.listen(process.env.PORT || 3000);
