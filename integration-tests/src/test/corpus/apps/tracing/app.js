const express = require('express');
const { AsyncLocalStorage } = require('async_hooks');
const diagnostics = require('diagnostics_channel');

// What the router tells on its diagnostics channel (Express 5), and how often it warns of what is deprecated.
const channel = diagnostics.tracingChannel('express.router.request');
const store = new AsyncLocalStorage();
let events = [];

const note = (event) => (context) => events.push([
  event, context.handler.name, String(context.route), context.param, context.errorHandler, typeof context.result,
  'error' in context ? String(context.error && context.error.message || context.error) : 'none',
  context.incomingError && context.incomingError.message, Object.keys(context).join(' ')
]);
const listeners = {};
for (const event of ['start', 'end', 'asyncStart', 'asyncEnd', 'error']) listeners[event] = note(event);
channel.subscribe(listeners);
channel.start.bindStore(store, (context) => context.handler.name);

const deprecations = [];
process.on('deprecation', (warning) => deprecations.push([warning.name, warning.namespace, warning.message]));

const app = express();
app.disable('x-powered-by');

app.get('/events', (req, res) => { res.json(events); });
app.get('/reset', (req, res) => { res.end('reset'); setImmediate(() => { events = []; }); });
app.get('/off', (req, res) => { channel.unsubscribe(listeners); channel.start.unbindStore(store); res.end('off'); });
app.get('/deprecations', (req, res) => res.json(deprecations));

app.use('/plain', function middleware(req, res, next) { next(); });
app.get('/plain/:id', function handler(req, res) { res.send('in ' + store.getStore()); return 5; });
app.get('/async', async function handler(req, res) { await null; res.send('in ' + store.getStore()); return 7; });
app.get('/throws', function handler() { throw new Error('thrown'); });
app.get('/next', function handler(req, res, next) { next(new Error('by next')); }, function passes(err, req, res, next) { next(err); });
app.get('/replaced', function handler(req, res, next) { next(new Error('first')); }, function replaces(err, req, res, next) { next(new Error('second')); });
app.get('/rejects', async function handler() { throw new Error('rejected'); });
app.get('/rejects-nothing', function handler() { return Promise.reject(); });
app.get(['/signal', '/other'], function handler(req, res, next) { next('route'); }, function skipped(req, res) { res.send('no'); });
app.get(/^\/sig/, function regexp(req, res) { res.send('regexp'); });
app.param('checked', function first(req, res, next, value) { next(); });
app.param('checked', async function second(req, res, next, value) { next(); return 3; });
app.param('refused', function refuse(req, res, next, value) { throw new Error('refused ' + value); });
app.get('/param/:checked', function handler(req, res) { res.send('checked'); });
app.get('/param/no/:refused', function handler(req, res) { res.send('never'); });
const router = express.Router();
router.get('/deep/:x', function inner(req, res, next) { next(new Error('from inside')); });
app.use('/router', router);
const child = express();
child.get('/', function inChild(req, res) { res.send('child'); });
app.use('/child', child);
app.get('/decode/:value', function handler(req, res) { res.send('never'); });
app.get('/old', function handler(req, res) { res.redirect(302, undefined); });
app.use(function onError(err, req, res, next) { res.status(err.status || 500).send(err.message); });

app.listen(process.env.PORT || 3000);
