// As agents do that watch an app: what http has is wrapped before Express is loaded.
const http = require('http');

let told = [];
const shown = (arg) => (typeof arg === 'function' ? 'function' : Buffer.isBuffer(arg) ? `bytes ${arg}` : typeof arg === 'object' ? 'object' : arg);
const wrap = (object, name) => {
  const original = object[name];
  object[name] = function (...args) {
    const own = this.url === '/told' || this.req?.url === '/told' || (name === 'on' && args[0] !== 'data');
    if (!own) told.push([name, ...args.slice(0, 2).map(shown)]);
    return original.apply(this, args);
  };
};
for (const name of ['end', 'write', 'writeHead', 'setHeader']) wrap(http.ServerResponse.prototype, name);
wrap(http.IncomingMessage.prototype, 'on');

const express = require('express');
const app = express();

app.get('/told', (req, res) => { const out = told; told = []; setTimeout(() => res.json(out), 5); });
app.get('/send', (req, res) => res.send('caf\u00e9'));
app.get('/json', (req, res) => res.json({ a: 1 }));
app.get('/status', (req, res) => res.sendStatus(204));
app.get('/end', (req, res) => res.end('text'));
app.get('/redirect', (req, res) => res.redirect('/x'));
app.post('/body', express.json(), (req, res) => res.json(req.body));
app.use('/file', express.static(__dirname));

app.listen(process.env.PORT || 3000);
