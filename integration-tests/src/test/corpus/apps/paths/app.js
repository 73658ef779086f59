const express = require('express');

const app = express();

// Every pattern is tried on its own router: /try/<n>/<path>. A pattern that is refused answers with the error.
const patterns = [
  '/plain', '/:id', '/:id/edit', '/a/:b/c/:d', '/:a-:b', '/:a.:b', '/@:user', '/v:major.:minor', '/:"quoted name"', '/*splat', '/files/*path', '/*a/x/*b',
  '/opt{/:id}', '/{:maybe}', '/a{b}c', '/{a{b}}', '/:file{.:ext}', '/esc\\:aped', '/par\\(en\\)', '/plus\\+', '/é', '/sp ace', '/a%20b', '/', '', '/trailing/',
  '/:id?', '/:id+', '/:id*', '/*', '*', '/a*', '/(.*)', '/:id(\\d+)', '/ab?cd', '/ab+cd', '/ab*cd', '/a(bc)?d', '/[abc]', '/a|b', '/!x', '/:', '/:1a', '/:a:b', '/{', '/}', '/{/:a', '/:"unterminated', '/*"q s"', '/:_x', '/:$d', '/:é', '/\\', '/:foo/:foo', '/:id(a|b)', '/:x(\\w{2})', '/foo/(bar)?', '/foo.(json|xml)', '/u/:id([0-9]+)/:op?'
];
patterns.forEach((pattern, n) => {
  const router = express.Router();
  let failure;
  try {
    router.get(pattern, (req, res) => res.json({ pattern, params: Object.assign({}, req.params) }));
  } catch (e) {
    failure = { pattern, name: e.name, message: e.message, originalPath: e.originalPath };
  }
  router.use((req, res) => failure ? res.status(500).json(failure) : res.status(404).json({ pattern, none: req.path }));
  app.use('/try/' + n, router);
});

const expressions = [/^\/(\d+)$/, /a/, /^\/(?<year>\d{4})-(?<month>\d\d)$/, /\/x(y)?(z)?$/i, /^\/end/];
expressions.forEach((pattern, n) => {
  const router = express.Router();
  router.get(pattern, (req, res) => res.json({ params: Object.assign({}, req.params) }));
  router.use(pattern, (req, res) => res.json({ used: req.url, baseUrl: req.baseUrl, params: Object.assign({}, req.params) }));
  app.use('/re/' + n, router);
});

const uses = ['/api', '/api/', '/:tenant', '/a/:b', ['/x', '/y/:z'], '/Mixed', '/opt{/:id}', '/files/*rest', '/dot.ted', '/enc%20oded'];
uses.forEach((pattern, n) => {
  const router = express.Router();
  let failure;
  try {
    router.use(pattern, (req, res) => res.json({ pattern, baseUrl: req.baseUrl, url: req.url, path: req.path, params: Object.assign({}, req.params) }));
  } catch (e) {
    failure = { pattern, name: e.name, message: e.message };
  }
  router.use((req, res) => failure ? res.status(500).json(failure) : res.status(404).json({ none: req.url }));
  app.use('/use/' + n, router);
});

app.use((err, req, res, next) => res.status(err.status || 500).json({ status: err.status, name: err.name, message: err.message, url: req.url }));
app.listen(process.env.PORT || 3000);
