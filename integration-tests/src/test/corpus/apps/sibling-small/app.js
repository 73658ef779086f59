const express = require('express');
const methodOverride = require('method-override');
const vary = require('vary');
const onFinished = require('on-finished');
const responseTime = require('response-time');
const vhost = require('vhost');
const favicon = require('serve-favicon');
const path = require('path');

const app = express();
app.use(favicon(path.join(__dirname, 'favicon.ico'), { maxAge: 1000 }));

app.use('/mo', methodOverride());
app.use('/mo', methodOverride('_method'));
app.use('/mo', methodOverride((req) => req.get('X-Fn')));
app.use('/mo-get', methodOverride('_method', { methods: ['GET', 'POST'] }));
app.all(['/mo', '/mo-get'], (req, res) => res.json({ method: req.method, original: req.originalMethod }));

app.get('/vary', (req, res) => { vary(res, 'Origin'); vary(res, 'User-Agent'); vary(res, 'origin'); res.end(vary.append('Accept', 'Accept-Encoding')); });
app.get('/vary/star', (req, res) => { vary(res, '*'); vary(res, 'X'); res.end(); });
app.get('/vary/bad', (req, res) => { try { vary(res, 'bad,\nfield:'); } catch (e) { res.send(e.message); } });

const finished = [];
app.get('/finished', (req, res) => { onFinished(res, (err, r) => finished.push([err, r === res, onFinished.isFinished(res)])); onFinished(req, (err) => finished.push(['req', err])); res.send(String(onFinished.isFinished(res))); });
app.get('/finished/list', (req, res) => setTimeout(() => res.json(finished), 10));
app.get('/finished/async', (req, res) => { onFinished(res, () => finished.push('second')); setTimeout(() => res.end('later'), 5); });

app.get('/time', responseTime(), (req, res) => res.send('timed'));
app.get('/time/digits', responseTime({ digits: 0, header: 'X-Took', suffix: false }), (req, res) => setTimeout(() => res.send('timed'), 3));
app.get('/time/function', responseTime((req, res, time) => res.setHeader('X-Fn', typeof time)), (req, res) => res.send('timed'));

const api = express();
api.use((req, res) => res.json({ host: req.vhost.host, hostname: req.vhost.hostname, length: req.vhost.length, 0: req.vhost[0] }));
app.use(vhost('*.users.example', api));
app.use(vhost('plain.example', (req, res) => res.send('plain')));
app.use(vhost(/^re(\d+)\.example$/, api));
app.get('/host', (req, res) => res.send('no vhost'));

app.listen(process.env.PORT || 3000);
