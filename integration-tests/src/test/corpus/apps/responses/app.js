const express = require('express');

const app = express();

app.get('/send/string', (req, res) => res.send('a string'));
app.get('/send/html', (req, res) => res.send('<p>é</p>'));
app.get('/send/empty', (req, res) => res.send());
app.get('/send/empty-string', (req, res) => res.send(''));
app.get('/send/object', (req, res) => res.send({ a: 1 }));
app.get('/send/array', (req, res) => res.send([1, 2]));
app.get('/send/null', (req, res) => res.send(null));
app.get('/send/true', (req, res) => res.send(true));
app.get('/send/undefined', (req, res) => res.send(undefined));
app.get('/send/buffer', (req, res) => res.send(Buffer.from([0, 1, 254])));
app.get('/send/buffer-typed', (req, res) => res.type('png').send(Buffer.from('png')));
app.get('/send/uint8', (req, res) => res.send(new Uint8Array([104, 105])));
app.get('/send/plain', (req, res) => res.type('text/plain').send('plain'));
app.get('/send/charset', (req, res) => res.set('Content-Type', 'text/plain; charset=iso-8859-1').send('é'));
app.get('/send/own-etag', (req, res) => res.set('ETag', '"mine"').send('x'));
app.get('/send/204', (req, res) => res.status(204).send('ignored'));
app.get('/send/304', (req, res) => res.status(304).send('ignored'));
app.get('/send/205', (req, res) => res.status(205).send('reset'));
app.get('/send/bigint', (req, res) => res.json({ n: 10n }));
app.get('/send/date', (req, res) => res.json(new Date(0)));
app.get('/send/map', (req, res) => res.json(new Map([[1, 2]])));
app.get('/send/big', (req, res) => res.send('x'.repeat(70000)));

app.get('/json/null', (req, res) => res.json(null));
app.get('/json/string', (req, res) => res.json('str'));
app.get('/json/number', (req, res) => res.json(200));
app.get('/json/undefined', (req, res) => res.json(undefined));
app.get('/json/none', (req, res) => res.json());
app.get('/json/nested', (req, res) => res.json({ a: [1, { b: undefined, c: () => 1, d: NaN, e: -0 }], f: { toJSON: () => 'to' } }));
app.get('/json/html', (req, res) => res.json({ html: '<script>&</script>\u2028' }));
app.get('/json/typed', (req, res) => res.type('application/vnd.api+json').json({ a: 1 }));
app.get('/json/circular', (req, res) => { const a = {}; a.a = a; res.json(a); });
app.get('/jsonp', (req, res) => res.jsonp({ a: '\u2028</script>' }));
app.get('/jsonp/undefined', (req, res) => res.jsonp(undefined));

app.get('/status/:code', (req, res) => res.status(Number(req.params.code)).end());
app.get('/sendStatus/:code', (req, res) => res.sendStatus(Number(req.params.code)));
app.get('/status-chain', (req, res) => res.status(201).set('X-A', '1').type('txt').send('created'));
app.get('/message', (req, res) => { res.statusMessage = 'Fine By Me'; res.send('ok'); });

app.get('/set', (req, res) => {
  res.set('X-One', '1');
  res.set({ 'X-Two': '2', 'x-three': 3 });
  res.header('X-Four', ['a', 'b']);
  res.setHeader('X-MiXed', 'case');
  res.json({ one: res.get('x-one'), two: res.get('X-TWO'), three: res.get('X-Three'), four: res.get('x-four'), none: res.get('x-none') });
});
app.get('/append', (req, res) => {
  res.append('X-List', 'a').append('X-List', ['b', 'c']).append('Link', '<http://localhost/>');
  res.append('X-Single', ['only']);
  res.json({ list: res.get('X-List'), link: res.get('Link') });
});
app.get('/set-append', (req, res) => { res.append('X', 'a'); res.set('X', 'b'); res.append('X', 'c'); res.end(); });
app.get('/set-numbers', (req, res) => { res.set({ 'X-A': 'a', 10: 'ten', 2: 'two' }); res.end(); });
app.get('/set-content-type-array', (req, res) => { res.set('Content-Type', ['text/html']); res.end(); });
app.get('/set-bad-name', (req, res) => { res.set('bad name', 'x'); res.end(); });
app.get('/set-bad-value', (req, res) => { res.set('X-Bad', 'a\r\nInjected: yes'); res.end(); });
app.get('/set-undefined', (req, res) => { res.set('X-U', undefined); res.end('set'); });
app.get('/set-latin', (req, res) => { res.set('X-Latin', 'caf\u00e9'); res.end('latin'); });
app.get('/set-wide', (req, res) => { res.set('X-Wide', '\u4e2d'); res.end('wide'); });

for (const type of ['json', '.html', 'html', 'txt', 'png', 'application/json', 'text/css', 'bin', 'js', 'svg', 'xml', 'unknown-ext', 'a/b; charset=x', 'md', 'mp4', 'woff2', 'mjs', 'webmanifest']) {
  app.get('/type/' + type.replace(/\W/g, '_'), (req, res) => res.type(type).end('t'));
}
app.get('/contentType', (req, res) => res.contentType('json').end('{}'));

app.get('/links', (req, res) => {
  res.links({ next: 'http://localhost/?page=2', last: 'http://localhost/?page=5' });
  res.links({ prev: 'http://localhost/?page=1' });
  res.end();
});
app.get('/location', (req, res) => res.location('/é?a=b c#<x>').end());
app.get('/location-escaped', (req, res) => res.location('/a%20b%ZZ').end());
app.get('/location-absolute', (req, res) => res.location('http://example.com/ü').end());
app.get('/vary', (req, res) => res.vary('Accept').vary('accept').vary(['Origin', 'X-A']).vary('User-Agent, Cookie').end());
app.get('/vary-star', (req, res) => res.vary('*').vary('Accept').end());
app.get('/vary-none', (req, res) => { res.vary(); res.end(); });
app.get('/attachment', (req, res) => res.attachment().send('x'));
app.get('/attachment-name', (req, res) => res.attachment('report.pdf').send('x'));
app.get('/attachment-path', (req, res) => res.attachment('/tmp/some dir/my "file".txt').send('x'));
app.get('/attachment-utf8', (req, res) => res.attachment('日本語 €.txt').send('x'));
app.get('/attachment-latin', (req, res) => res.attachment('café.html').send('x'));
app.get('/attachment-token', (req, res) => res.attachment('a_b-c.tar.gz').send('x'));

app.get('/end', (req, res) => res.end());
app.get('/end-text', (req, res) => res.end('bare end'));
app.get('/end-falsy', (req, res) => res.end(req.query.with === 'zero' ? 0 : false));
app.get('/latin', (req, res) => res.set('X-Name', 'café').send('café'));
app.get('/latin-untagged', (req, res) => res.set('ETag', '"mine"').set('X-Name', 'café').send('café'));
app.get('/latin-inline', (req, res) => res.set('Content-Disposition', 'inline; filename="café"').json({ a: 1 }));
app.get('/empty-type', (req, res) => { res.setHeader('Content-Type', ''); res.send('x'); });
app.get('/format-wrong', (req, res) => res.format({ 'text/html': 'not a function' }));
app.get('/vary-wrong', (req, res) => res.vary([5]));
app.get('/end-callback', (req, res) => res.end('cb', () => {}));
app.get('/write', (req, res) => { res.write('one '); res.write(Buffer.from('two ')); res.end('three'); });
app.get('/writeHead', (req, res) => { res.writeHead(202, 'Taken', { 'X-H': 'v' }); res.end('taken'); });
app.get('/writeHead-object', (req, res) => res.writeHead({ a: { b: 1 } }));
app.get('/writeHead-array', (req, res) => res.writeHead([7, [8]]));
app.get('/headersSent', (req, res) => { const before = res.headersSent; res.write(''); const mid = res.headersSent; res.write('x'); res.end(String([before, mid, res.headersSent])); });
app.get('/send-twice', (req, res) => { res.send('first'); try { res.send('second'); } catch (e) { app.locals.code = e.code; } });
app.get('/send-twice/code', (req, res) => res.json(app.locals.code));
app.get('/locals', (req, res) => { res.locals.a = 1; res.json({ locals: res.locals, proto: Object.getPrototypeOf(res.locals) === null, app: res.app === app, req: res.req === req }); });

app.use((err, req, res, next) => res.status(500).json({ name: err.name, code: err.code, message: err.message }));

app.listen(process.env.PORT || 3000);
