const express = require('express');
const session = require('express-session');
const { RedisStore } = require('connect-redis');
const PgStore = require('connect-pg-simple')(session);
const { createClient } = require('redis');
const { Pool } = require('pg');

async function run(name, store) {
  const app = express();
  app.use(session({ secret: 's', resave: false, saveUninitialized: false, store }));
  app.get('/', (req, res) => {
    req.session.n = (req.session.n || 0) + 1;
    res.json({ n: req.session.n });
  });
  app.post('/bye', (req, res, next) => req.session.destroy((err) => (err ? next(err) : res.sendStatus(204))));
  const server = await new Promise((resolve) => { const s = app.listen(0, '127.0.0.1', () => resolve(s)); });
  const url = `http://127.0.0.1:${server.address().port}/`;
  const first = await fetch(url);
  const cookie = first.headers.get('set-cookie').split(';')[0];
  const ask = (path, method) => fetch(url + path, { method, headers: { cookie } });
  console.log(name, await first.json(), await (await ask('', 'GET')).json(), (await ask('bye', 'POST')).status, await (await ask('', 'GET')).json());
  await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
}

async function main() {
  const client = createClient({ url: process.env.REDIS_URL });
  await client.connect();
  await run('redis', new RedisStore({ client, prefix: 'sess:', ttl: 60 }));
  await client.quit();
  const pool = new Pool({ connectionString: process.env.PG_URL });
  const store = new PgStore({ pool, createTableIfMissing: true, tableName: 'web_sessions', pruneSessionInterval: false });
  await run('pg', store);
  await store.close();
  await pool.end();
}

main();
