const express = require('express');

const app = express();
app.set('trust proxy', 'loopback');

app.get('/cookie', (req, res) => res.cookie('name', 'value').end());
app.get('/cookie/options', (req, res) => res.cookie('id', 'a b;c', { domain: '.example.com', path: '/admin', secure: true, httpOnly: true, sameSite: 'strict' }).end());
app.get('/cookie/expires', (req, res) => res.cookie('e', '1', { expires: new Date(Date.UTC(2030, 0, 2, 3, 4, 5)) }).end());
app.get('/cookie/same-site', (req, res) => res.cookie('a', '1', { sameSite: true }).cookie('b', '2', { sameSite: 'lax' }).cookie('c', '3', { sameSite: 'none', secure: true }).cookie('d', '4', { sameSite: false }).end());
app.get('/cookie/json', (req, res) => res.cookie('j', { a: [1, 'é'] }).end());
app.get('/cookie/number', (req, res) => res.cookie('n', 42).end());
app.get('/cookie/encode', (req, res) => res.cookie('e', 'a b/é', { encode: (v) => v.replace(/ /g, '+').replace('é', 'e') }).end());
app.get('/cookie/max-age', (req, res) => res.cookie('m', '1', { maxAge: 60000 }).end());
app.get('/cookie/max-age-zero', (req, res) => res.cookie('m', '1', { maxAge: 0 }).end());
app.get('/cookie/priority', (req, res) => res.cookie('p', '1', { priority: 'high' }).cookie('q', '2', { partitioned: true }).end());
app.get('/cookie/signed-no-secret', (req, res) => res.cookie('s', '1', { signed: true }).end());
app.get('/cookie/bad-name', (req, res) => res.cookie('bad name', '1').end());
app.get('/cookie/bad-path', (req, res) => res.cookie('a', '1', { path: '/a;b' }).end());
app.get('/cookie/bad-same-site', (req, res) => res.cookie('a', '1', { sameSite: 'maybe' }).end());
app.get('/cookie/bad-encode', (req, res) => res.cookie('a', 'x\r\ny', { encode: String }).end());
app.get('/cookie/bad-max-age', (req, res) => res.cookie('a', '1', { maxAge: 'soon' }).end());
app.get('/cookie/undefined', (req, res) => res.cookie('u', undefined).end());
app.get('/cookie/multi', (req, res) => res.cookie('a', '1').cookie('b', '2').cookie('a', '3').end());
app.get('/cookie/signed', (req, res) => { req.secret = 'tobi'; res.cookie('s', 'value', { signed: true }).cookie('j', { a: 1 }, { signed: true }).end(); });
app.get('/clear', (req, res) => res.clearCookie('name').end());
app.get('/clear/options', (req, res) => res.clearCookie('name', { path: '/admin', maxAge: 1000, expires: new Date(2040, 1), httpOnly: true }).end());
app.get('/clear/then-set', (req, res) => res.clearCookie('a').cookie('a', 'again').end());
app.get('/options-kept', (req, res) => { const o = { maxAge: 1000 }; res.cookie('a', '1', o); res.json(o); });

app.get('/redirect', (req, res) => res.redirect('/target'));
app.get('/redirect/301', (req, res) => res.redirect(301, '/target'));
app.get('/redirect/307', (req, res) => res.redirect(307, 'http://example.com/a?b=c&d=<e>'));
app.get('/redirect/relative', (req, res) => res.redirect('../login'));
app.get('/redirect/utf8', (req, res) => res.redirect('/é?q=ü'));
app.get('/redirect/to', (req, res) => res.redirect(String(req.query.to)));
app.get('/redirect/script', (req, res) => res.redirect('javascript:alert("x")'));
app.get('/redirect/304', (req, res) => res.redirect(304, '/x'));
app.get('/redirect/200', (req, res) => res.redirect(200, '/x'));
app.get('/redirect/undefined', (req, res) => res.redirect(undefined));
app.get('/redirect/typed', (req, res) => { res.type('json'); res.redirect('/x'); });
app.get('/redirect/empty', (req, res) => res.redirect(''));
app.get('/redirect/object', (req, res) => res.redirect({ toString: () => '/object' }));
app.get('/back', (req, res) => res.redirect('back'));
app.get('/location-back', (req, res) => res.location('back').end());
app.get('/get-back', (req, res) => res.redirect(req.get('Referrer') || '/'));

app.use((err, req, res, next) => res.status(500).json({ name: err.name, message: err.message, code: err.code }));

app.listen(process.env.PORT || 3000);
