const express = require('express');

const app = express();
app.set('trust proxy', 1);

app.get('/req', (req, res) => res.json({
  method: req.method, url: req.url, originalUrl: req.originalUrl, baseUrl: req.baseUrl, path: req.path, query: req.query,
  protocol: req.protocol, secure: req.secure, host: req.host, hostname: req.hostname, ip: req.ip, ips: req.ips, subdomains: req.subdomains,
  xhr: req.xhr, fresh: req.fresh, stale: req.stale, httpVersion: req.httpVersion
}));
app.get('/get', (req, res) => res.json({ a: req.get('x-custom'), b: req.header('X-CUSTOM'), referer: req.get('Referrer'), referrer: req.get('referer'), none: req.get('none') === undefined }));
app.get('/get-undefined', (req, res) => res.json(req.get()));
app.get('/get-number', (req, res) => res.json(req.get(42)));
app.get('/headers', (req, res) => res.json({ headers: req.headers, raw: req.rawHeaders, distinct: req.headersDistinct }));

app.get('/accepts', (req, res) => res.json({
  all: req.accepts(), json: req.accepts('json'), list: req.accepts('html', 'json'), array: req.accepts(['text/plain', 'application/json', 'image/*']), none: req.accepts('png'), ext: req.accepts('xml', 'txt')
}));
app.get('/accepts-others', (req, res) => res.json({
  charsets: req.acceptsCharsets(), charset: req.acceptsCharsets('utf-8', 'iso-8859-1'), encodings: req.acceptsEncodings(), encoding: req.acceptsEncodings('gzip', 'br', 'identity'), languages: req.acceptsLanguages(), language: req.acceptsLanguages('en', 'de', 'fr')
}));
app.post('/is', (req, res) => res.json([req.is('json'), req.is('html', 'application/*'), req.is(['text/*']), req.is('*/*'), req.is('application/json'), req.is('urlencoded'), req.is('+json'), req.is()]));
app.get('/is', (req, res) => res.json(req.is('json')));
app.get('/range', (req, res) => {
  const r = req.range(100, { combine: req.query.combine === '1' });
  res.json({ type: r && r.type, ranges: r });
});
app.get('/format', (req, res) => res.format({
  text: () => res.send('plain'),
  html: () => res.send('<p>html</p>'),
  json: () => res.send({ format: 'json' })
}));
app.get('/format-types', (req, res) => res.format({
  'text/*': () => res.send('text any'),
  'application/xml': () => res.send('<xml/>')
}));
app.get('/format-default', (req, res) => res.format({
  json: () => res.json({ json: true }),
  default: () => res.send('by default')
}));
app.get('/format-chain', (req, res) => { res.vary('Cookie'); res.format({ html: (q, s, next) => next() }); });
app.get('/format-chain', (req, res) => res.send('next of format'));
app.get('/format-empty', (req, res) => res.format({}));
app.get('/query', (req, res) => res.json(req.query));
app.get('/fresh', (req, res) => { res.set('ETag', '"v1"'); res.set('Last-Modified', 'Tue, 02 Jan 2024 03:04:05 GMT'); res.json({ fresh: req.fresh, stale: req.stale }); });
app.get('/signed', (req, res) => res.json({ cookies: req.cookies === undefined, signed: req.signedCookies === undefined, body: req.body === undefined, route: req.route.path, app: req.app === app, res: req.res === res, next: typeof req.next }));

app.listen(process.env.PORT || 3000);
