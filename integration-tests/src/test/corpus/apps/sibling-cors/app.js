const express = require('express');
const cors = require('cors');
const helmet = require('helmet');

const app = express();
const ok = (req, res) => res.send('ok');
app.get('/plain', cors(), ok);
app.options('/plain', cors());
app.get('/one', cors({ origin: 'http://one.example' }), ok);
app.get('/list', cors({ origin: ['http://one.example', /\.two\.example$/] }), ok);
app.get('/regexp', cors({ origin: /example\.com$/ }), ok);
app.get('/reflect', cors({ origin: true, credentials: true }), ok);
app.get('/off', cors({ origin: false }), ok);
app.get('/function', cors({ origin: (origin, cb) => origin === 'http://bad.example' ? cb(new Error('not allowed')) : cb(null, origin === 'http://good.example') }), ok);
app.get('/exposed', cors({ exposedHeaders: ['X-A', 'X-B'] }), ok);
app.options('/full', cors({ methods: ['GET', 'PUT'], allowedHeaders: 'X-One,X-Two', maxAge: 600, optionsSuccessStatus: 200, credentials: true }));
app.options('/continue', cors({ preflightContinue: true }), (req, res) => res.send('continued'));
app.get('/delegate', cors((req, cb) => cb(null, { origin: req.get('X-Allow') === 'yes' })), ok);
app.use('/all', cors());
app.all('/all', ok);

app.get('/helmet', helmet(), ok);
app.get('/helmet/options', helmet({ contentSecurityPolicy: { directives: { scriptSrc: ["'self'", 'cdn.example'], upgradeInsecureRequests: null }, reportOnly: true }, crossOriginEmbedderPolicy: true, frameguard: { action: 'deny' }, hsts: { maxAge: 100, preload: true }, referrerPolicy: { policy: ['origin', 'same-origin'] }, xPoweredBy: false, dnsPrefetchControl: { allow: true } }), ok);
app.get('/helmet/off', helmet({ contentSecurityPolicy: false, hsts: false }), ok);
app.get('/helmet/parts', helmet.frameguard(), helmet.noSniff(), helmet.hidePoweredBy(), ok);
app.get('/helmet/function', helmet({ contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'self'"], scriptSrc: [(req, res) => `'nonce-${req.path.length}'`] } } }), ok);
app.get('/helmet/bad', (req, res) => { try { helmet({ frameguard: { action: 'nope' } }); } catch (e) { res.send(e.message); } });

app.use((err, req, res, next) => res.status(500).send(err.message));
app.listen(process.env.PORT || 3000);
