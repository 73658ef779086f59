const express = require('express');

const app = express();

// Each route below is answered by an app of its own with one setting.
function sub(name, configure, define) {
  const s = express();
  configure(s);
  (define || ((a) => a.get('/', (req, res) => res.send('hello'))))(s);
  app.use('/' + name, s);
  return s;
}

sub('etag-weak', (a) => a.set('etag', 'weak'));
sub('etag-strong', (a) => a.set('etag', 'strong'));
sub('etag-true', (a) => a.set('etag', true));
sub('etag-off', (a) => a.set('etag', false));
sub('etag-disabled', (a) => a.disable('etag'));
sub('etag-function', (a) => a.set('etag', (body, encoding) => '"custom-' + body.length + '-' + encoding + '"'));
sub('powered', (a) => a.enable('x-powered-by'));
sub('powered-off', (a) => a.disable('x-powered-by'));

const json = (a) => a.get('/', (req, res) => res.json({ html: '<b>&\'"</b>', secret: 1, list: [1, { n: null }] }));
sub('json-escape', (a) => a.set('json escape', true), json);
sub('json-spaces', (a) => a.set('json spaces', 2), json);
sub('json-spaces-tab', (a) => a.set('json spaces', '\t'), json);
sub('json-replacer', (a) => a.set('json replacer', (key, value) => key === 'secret' ? undefined : value), json);
sub('json-replacer-list', (a) => a.set('json replacer', ['html']), json);
const jsonp = (a) => a.get('/', (req, res) => res.jsonp({ a: '<' }));
sub('jsonp-name', (a) => a.set('jsonp callback name', 'fn'), jsonp);
sub('jsonp-escape', (a) => { a.set('json escape', true); a.set('json spaces', 1); }, jsonp);

const query = (a) => a.get('/', (req, res) => res.json(req.query));
sub('query-simple', (a) => a.set('query parser', 'simple'), query);
sub('query-extended', (a) => a.set('query parser', 'extended'), query);
sub('query-true', (a) => a.set('query parser', true), query);
sub('query-off', (a) => a.set('query parser', false), query);
sub('query-function', (a) => a.set('query parser', (text) => ({ text })), query);

const routes = (a) => {
  a.get('/Path', (req, res) => res.send('path'));
  a.get('/slash/', (req, res) => res.send('slash'));
};
sub('case', (a) => a.enable('case sensitive routing'), routes);
sub('strict', (a) => a.enable('strict routing'), routes);
sub('loose', () => {}, routes);

const subdomains = (a) => a.get('/', (req, res) => res.json(req.subdomains));
sub('offset-3', (a) => a.set('subdomain offset', 3), subdomains);
sub('offset-0', (a) => a.set('subdomain offset', 0), subdomains);

const proxy = (a) => a.get('/', (req, res) => res.json({ ip: req.ip, ips: req.ips, protocol: req.protocol, hostname: req.hostname, host: req.host, secure: req.secure }));
sub('proxy-false', (a) => a.set('trust proxy', false), proxy);
sub('proxy-true', (a) => a.set('trust proxy', true), proxy);
sub('proxy-1', (a) => a.set('trust proxy', 1), proxy);
sub('proxy-2', (a) => a.set('trust proxy', 2), proxy);
sub('proxy-loopback', (a) => a.set('trust proxy', 'loopback'), proxy);
sub('proxy-list', (a) => a.set('trust proxy', 'loopback, 10.0.0.0/8'), proxy);
sub('proxy-array', (a) => a.set('trust proxy', ['loopback', 'uniquelocal']), proxy);
sub('proxy-function', (a) => a.set('trust proxy', (ip, i) => i < 2), proxy);
sub('proxy-string-subnet', (a) => a.set('trust proxy', '192.168.0.0/255.255.0.0, 127.0.0.1'), proxy);

const view = (a) => a.engine('txt', (file, options, cb) => cb(null, require('fs').readFileSync(file, 'utf8').trim() + ' ' + options.settings['view engine'] + ' ' + options.x));
const render = (a) => {
  a.get('/', (req, res) => res.render('one', { x: 1 }));
  a.get('/two', (req, res) => res.render('two', { x: 2 }));
  a.get('/none', (req, res) => res.render('none'));
  a.get('/ext', (req, res) => res.render('one.txt', { x: 3 }));
  a.get('/abs', (req, res) => res.render(__dirname + '/views-b/two.txt', { x: 4 }));
};
sub('views', (a) => { a.set('views', __dirname + '/views-a'); a.set('view engine', 'txt'); view(a); }, render);
sub('views-array', (a) => { a.set('views', [__dirname + '/views-a', __dirname + '/views-b']); a.set('view engine', '.txt'); view(a); }, render);
sub('views-no-engine', (a) => { a.set('views', __dirname + '/views-a'); view(a); }, render);

let renders = 0;
const counting = (a) => a.engine('txt', (file, options, cb) => cb(null, 'render ' + (++renders) + ' cache ' + options.cache));
sub('cache-on', (a) => { a.set('views', __dirname + '/views-a'); a.set('view engine', 'txt'); a.enable('view cache'); counting(a); }, render);

sub('env', (a) => a.set('env', 'production'), (a) => a.get('/', () => { throw new Error('hidden in production'); }));
sub('unknown', (a) => a.set('my setting', { a: 1 }), (a) => a.get('/', (req, res) => res.json([a.get('my setting'), a.set('none') === undefined, Object.keys(a.settings).length > 5])));

function attempt(name, fn) {
  app.get('/attempt/' + name, (req, res) => {
    try { res.json({ result: fn() === undefined ? 'undefined' : 'ok' }); } catch (e) { res.json({ name: e.name, message: e.message }); }
  });
}
attempt('etag', () => express().set('etag', 42));
attempt('query', () => express().set('query parser', 'nope'));
attempt('engine', () => express().engine('x'));
attempt('trust', () => express().set('trust proxy', 'nonsense'));

app.use((err, req, res, next) => res.status(err.status || 500).json({ name: err.name, message: err.message.split(__dirname).join('<dir>') }));
app.listen(process.env.PORT || 3000);
