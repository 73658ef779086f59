const express = require('express');
const { once } = require('events');

const app = express();

// What happened to earlier requests, by name; /log/:name waits until the request has come to its end.
const logs = {};
const waiting = {};
function note(name, event) {
  (logs[name] = logs[name] || []).push(event);
}
function done(name) {
  logs[name].done = true;
  (waiting[name] || []).forEach((fn) => fn());
}
app.get('/log/:name', async (req, res) => {
  const { name } = req.params;
  if (!(logs[name] && logs[name].done)) await new Promise((resolve) => (waiting[name] = waiting[name] || []).push(resolve));
  res.json(logs[name]);
});

app.use((req, res, next) => {
  const name = req.get('x-name');
  if (name) {
    for (const event of ['finish', 'close', 'prefinish', 'error']) res.on(event, () => note(name, 'res ' + event + ' ' + [res.headersSent, res.finished, res.writableEnded, res.writableFinished, res.destroyed]));
    for (const event of ['end', 'close', 'aborted', 'error']) req.on(event, (e) => note(name, 'req ' + event + ' ' + (e ? e.code : [req.complete, req.aborted, req.destroyed, req.readableEnded])));
    res.on('close', () => setTimeout(done, 20, name));
  }
  next();
});

app.get('/simple', (req, res) => res.send('simple'));
app.post('/read', (req, res) => { req.resume(); req.on('end', () => res.send('read')); });
app.post('/unread', (req, res) => res.send('unread'));
app.get('/wait', (req, res) => {});
app.get('/stream', (req, res) => {
  const timer = setInterval(() => res.write('tick\n'), 5);
  res.on('close', () => clearInterval(timer));
});
app.post('/json', express.json(), (req, res) => res.json(req.body));
app.use('/json', (err, req, res, next) => {
  note(req.get('x-name'), ['error handler', err.status, err.type, err.message, err.code, err.expected, err.received].join(' '));
  res.status(err.status).end();
});
app.get('/file', (req, res) => res.sendFile(__dirname + '/big.txt', (err) => note(req.get('x-name'), 'sendFile ' + (err ? err.code + ' ' + err.message : 'done'))));
require('fs').writeFileSync(__dirname + '/huge.bin', Buffer.alloc(24 * 1024 * 1024));
app.get('/huge', (req, res) => res.sendFile(__dirname + '/huge.bin', (err) => note(req.get('x-name'), 'sendFile ' + err.code + ' ' + err.message + ' ' + err.syscall)));
app.get('/huge-download', (req, res) => res.download(__dirname + '/huge.bin', (err) => note(req.get('x-name'), 'download ' + err.code + ' ' + err.message)));
app.get('/destroy', (req, res) => { res.write('part'); setTimeout(() => res.destroy(), 10); });
app.get('/req-destroy', (req, res) => req.destroy());
app.get('/socket-destroy', (req, res) => req.socket.destroy());
app.get('/socket-end', (req, res) => { res.write('x'); res.end(() => note('cb', 'end callback ' + res.writableFinished)); });
app.get('/write-after-end', (req, res) => { res.on('error', (e) => note('wae', e.code)); res.end('ended'); res.write('late', (e) => { note('wae', 'callback ' + (e && e.code)); setTimeout(done, 20, 'wae'); }); });
app.get('/end-twice', (req, res) => { res.end('once'); res.end(() => { note('twice', 'second callback'); done('twice'); }); });
app.get('/set-after-send', (req, res) => {
  res.send('sent');
  const errors = [];
  for (const fn of [() => res.set('X-A', '1'), () => res.removeHeader('X-A'), () => res.writeHead(200), () => res.cookie('a', '1'), () => res.redirect('/'), () => res.json({}), () => res.status(201), () => res.append('X-B', '2'), () => res.type('txt'), () => res.sendStatus(200), () => res.flushHeaders(), () => res.appendHeader('x', 'y')]) {
    try { fn(); errors.push('ok'); } catch (e) { errors.push(e.code + ': ' + e.message); }
  }
  note('after', errors);
  done('after');
});
app.get('/order', (req, res, next) => {
  const order = [];
  process.nextTick(() => order.push('tick'));
  Promise.resolve().then(() => order.push('promise'));
  setImmediate(() => order.push('immediate'));
  setTimeout(() => { order.push('timeout'); res.json(order); }, 10);
  order.push('sync');
});
app.get('/timeout', (req, res) => { req.setTimeout(30, () => { note('timeout', 'timed out'); done('timeout'); res.status(503).end('timeout'); }); });
app.get('/res-timeout', (req, res) => { res.setTimeout(30, () => res.status(503).send('res timeout')); });

app.use((err, req, res, next) => res.status(500).json({ code: err.code, message: err.message }));
app.listen(process.env.PORT || 3000);
