const mariadb = require('mariadb');

async function main() {
  const url = new URL(process.env.MYSQL_URL);
  const pool = mariadb.createPool({ host: url.hostname, port: Number(url.port), user: 'root', database: 'store', connectionLimit: 2 });
  await pool.query('DROP TABLE IF EXISTS ma_things');
  await pool.query('CREATE TABLE ma_things (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) UNIQUE, n INT)');
  console.log(await pool.batch('INSERT INTO ma_things (name, n) VALUES (?, ?)', [['a', 1], ['b', 2], ['ü', null]]));
  console.log(Array.from(await pool.query('SELECT * FROM ma_things ORDER BY id')));
  const error = await pool.query('INSERT INTO ma_things (name) VALUES (?)', ['a']).catch((err) => err);
  console.log(error.code, error.errno, error.sqlState, error.fatal);
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  await connection.execute('DELETE FROM ma_things WHERE n > ?', [0]);
  await connection.rollback();
  for await (const row of connection.queryStream('SELECT name FROM ma_things')) console.log(row.name);
  await connection.release();
  await pool.end();
}

main();
