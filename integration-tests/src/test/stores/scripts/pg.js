const { Pool, Client, types } = require('pg');

types.setTypeParser(types.builtins.INT8, BigInt);

async function main() {
  const pool = new Pool({ connectionString: process.env.PG_URL, max: 3 });
  await pool.query('DROP TABLE IF EXISTS pg_people; CREATE TABLE pg_people (id serial PRIMARY KEY, name text UNIQUE, age int, big bigint, tags text[], doc jsonb, born timestamptz, raw bytea)');
  const insert = 'INSERT INTO pg_people (name, age, big, tags, doc, born, raw) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING *';
  const { rows } = await pool.query(insert, ['Ann', 30, '9007199254740993', ['a', 'b "c"'], { deep: [1, null] }, new Date(0), Buffer.from('raw')]);
  console.log(rows[0]);
  await pool.query(insert, ['Bob', null, null, [], null, null, null]).catch((err) => console.log(err.message));
  const twice = await pool.query(insert, ['Ann', 1, 1, [], {}, null, null]).catch((err) => err);
  console.log(twice.name, twice.code, twice.constraint, twice.detail, twice.severity);
  const syntax = await pool.query('SELEC 1').catch((err) => err);
  console.log(syntax.code, syntax.position, syntax.message);
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('UPDATE pg_people SET age = age + 1');
    await client.query('ROLLBACK');
  } finally {
    client.release();
  }
  const named = { name: 'by-name', text: 'SELECT name, age FROM pg_people WHERE name = $1', values: ['Ann'], rowMode: 'array' };
  console.log((await pool.query(named)).rows, (await pool.query({ ...named, values: ['Bob'] })).rows);
  console.log((await Promise.all([1, 2, 3, 4, 5].map((n) => pool.query('SELECT $1::int * 2 AS n', [n])))).map((r) => r.rows[0].n), pool.totalCount <= 3);
  const listener = new Client(process.env.PG_URL);
  await listener.connect();
  const heard = new Promise((resolve) => { listener.on('notification', resolve); });
  await listener.query('LISTEN news');
  await pool.query("SELECT pg_notify('news', 'hello')");
  const { channel, payload } = await heard;
  console.log(channel, payload, (await listener.query('SELECT 1 AS one; SELECT 2 AS two')).map((r) => r.rows[0]));
  await listener.end();
  await pool.end();
  const refused = await new Client({ host: '127.0.0.1', port: 1 }).connect().catch((err) => err);
  console.log(refused.code, refused.syscall);
}

main();
