const express = require('express');
const { Pool } = require('pg');
const { createClient } = require('redis-5');

const pool = new Pool({ connectionString: process.env.PG_URL, max: 8 });
const client = createClient({ url: process.env.REDIS_URL });
const app = express();

app.get('/pg/:n', async (req, res, next) => {
  try {
    const { rows } = await pool.query('SELECT $1::int AS n, md5($2) AS hash', [req.params.n, req.params.n]);
    res.json(rows[0]);
  } catch (err) {
    next(err);
  }
});
app.get('/redis/:n', async (req, res, next) => {
  try {
    const key = `load:${req.params.n}`;
    await client.set(key, req.params.n);
    res.json({ n: await client.get(key) });
  } catch (err) {
    next(err);
  }
});

client.connect().then(() => app.listen(process.env.PORT));
