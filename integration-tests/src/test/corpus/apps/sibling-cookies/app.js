const express = require('express');
const cookieParser = require('cookie-parser');
const cookieSession = require('cookie-session');

const app = express();
app.get('/plain', cookieParser(), (req, res) => res.json({ cookies: req.cookies, signed: req.signedCookies, secret: req.secret === undefined }));
app.use('/secret', cookieParser('keyboard cat'));
app.get('/secret', (req, res) => res.json({ cookies: req.cookies, signed: req.signedCookies, secret: req.secret }));
app.get('/secret/set', (req, res) => res.cookie('s', 'value', { signed: true }).cookie('j', { a: [1] }, { signed: true }).cookie('p', 'plain').end());
app.get('/secrets', cookieParser(['new', 'keyboard cat']), (req, res) => res.json(req.signedCookies));
app.get('/decode', cookieParser(null, { decode: (v) => v.toUpperCase() }), (req, res) => res.json(req.cookies));
app.get('/functions', (req, res) => res.json([cookieParser.JSONCookie('j:{"a":1}'), cookieParser.JSONCookie('j:bad') === undefined, cookieParser.JSONCookies({ a: 'j:[1]', b: 'x' }), cookieParser.signedCookie('s:hello.bad', 'x'), cookieParser.signedCookie('plain', 'x'), cookieParser.signedCookies({ a: 's:x.y', b: 'b' }, 'x')]));

app.use('/session', cookieSession({ name: 'sess', keys: ['k1', 'k2'], maxAge: 60000 }));
app.get('/session/count', (req, res) => { req.session.views = (req.session.views || 0) + 1; res.json({ views: req.session.views, isNew: req.session.isNew, populated: req.session.isPopulated, changed: req.session.isChanged }); });
app.get('/session/look', (req, res) => res.json({ isNew: req.session.isNew, populated: req.session.isPopulated, views: req.session.views === undefined }));
app.get('/session/clear', (req, res) => { req.session = null; res.end('cleared'); });
app.get('/session/max-age', (req, res) => { req.session.x = 1; req.sessionOptions.maxAge = 0; res.end('session cookie'); });
app.get('/session/bad', (req, res) => { req.session = 'text'; res.end(); });
app.use('/unsigned', cookieSession({ name: 'u', signed: false, httpOnly: false, sameSite: 'lax', path: '/unsigned' }));
app.get('/unsigned', (req, res) => { req.session.n = (req.session.n || 0) + 1; res.json(req.session.n); });
app.get('/make', (req, res) => { try { cookieSession({}); } catch (e) { res.send(e.message); } });
app.use((err, req, res, next) => res.status(500).json({ name: err.name, message: err.message }));
app.listen(process.env.PORT || 3000);
