const express = require('express');

const app = express();

app.get('/', (req, res) => res.json({ env: app.get('env'), cache: app.enabled('view cache') }));
app.get('/error', () => { throw new Error('secret details'); });
app.get('/status/:code', (req, res, next) => next(Object.assign(new Error('details of ' + req.params.code), { status: Number(req.params.code) })));
app.get('/expose', (req, res, next) => next(Object.assign(new Error('exposed'), { status: 500, expose: true })));
app.get('/string', (req, res, next) => next('just a string'));
app.get('/object', (req, res, next) => next({ message: 'object', status: 401 }));
app.get('/after-headers', (req, res, next) => { res.write('begun'); next(new Error('too late')); });
app.get('/stackless', (req, res, next) => { const e = new Error('no stack'); delete e.stack; e.stack = undefined; next(e); });
app.get('/own-inspect', (req, res, next) => next({ toString: () => 'own text' }));
app.get('/json', express.json(), (req, res) => res.json(req.body));
app.post('/json', express.json(), (req, res) => res.json(req.body));

app.listen(process.env.PORT || 3000);
