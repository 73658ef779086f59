const express = require('express');
const framework = require('tiny-framework');

const app = express();
app.get('/who', (req, res) => res.json({
  app: require('express/package.json').version,
  framework: framework.version,
  same: framework.express === express,
  prototypes: Object.getPrototypeOf(framework.express.request) === Object.getPrototypeOf(express.request),
  routers: [typeof app.router, 'del' in framework.express.application, 'del' in app],
}));
app.use('/old', framework.create({
  'get /optional/:a?': (req, res) => res.json(req.params),
  'get /range/:n(\\d+)': (req, res) => res.json({ n: req.params.n }),
  'post /echo': (req, res) => res.json({ body: req.body, param: req.param && req.param('id') }),
  'get /send': (req, res) => res.send(201, 'old style'),
}));
app.get('/*rest', (req, res) => res.json({ rest: req.params.rest, query: req.query }));
app.use((err, req, res, next) => res.status(err.status || 500).json({ error: err.message }));
app.listen(process.env.PORT);
