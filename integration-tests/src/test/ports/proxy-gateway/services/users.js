const express = require('express');
const { once } = require('events');

exports.start = async () => {
  const app = express();
  const users = { 1: { id: 1, name: 'Ann' } };
  app.get('/v1/fail', (req, res) => res.status(500).json({ failed: true }));
  app.get('/v1/slow', () => {});
  app.get('/v1/plain', (req, res) => res.type('text').send(`plain ${req.headers.host === undefined}`));
  app.get('/v1/stream', (req, res) => {
    res.set('x-secret', '1').write('one ');
    setTimeout(() => res.end('two'), 5);
  });
  app.get('/v1/:id', (req, res) => (users[req.params.id] ? res.json({ ...users[req.params.id], via: req.get('x-gateway') }) : res.sendStatus(404)));
  app.put('/v1/:id', express.text({ type: '*/*' }), (req, res) => res.json({ id: req.params.id, body: req.body, url: req.originalUrl }));
  app.get('/v1', (req, res) => res.redirect('/v1/1'));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
};
