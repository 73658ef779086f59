const mysql = require('mysql2');
const promise = require('mysql2/promise');

async function main() {
  const pool = promise.createPool({ uri: process.env.MYSQL_URL, connectionLimit: 3, supportBigNumbers: true, namedPlaceholders: true });
  await pool.query('DROP TABLE IF EXISTS m2_things');
  await pool.query('CREATE TABLE m2_things (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) UNIQUE, price DECIMAL(8,2), big BIGINT, doc JSON, made DATETIME, raw BLOB, yes TINYINT(1))');
  const [result] = await pool.execute('INSERT INTO m2_things (name, price, big, doc, made, raw, yes) VALUES (:name, :price, :big, :doc, :made, :raw, :yes)',
    { name: 'mug', price: '9.99', big: '9007199254740993', doc: '{"a":[1]}', made: '2020-01-02 03:04:05', raw: Buffer.from([0, 255]), yes: true });
  console.log(result.insertId, result.affectedRows);
  const [rows, fields] = await pool.query('SELECT * FROM m2_things WHERE name IN (?)', [['mug', 'hat']]);
  console.log(rows[0], fields.map((f) => f.name).join());
  const twice = await pool.query('INSERT INTO m2_things (name) VALUES (?)', ['mug']).catch((err) => err);
  console.log(twice.code, twice.errno, twice.sqlState);
  const bad = await pool.query('SELEC 1').catch((err) => err);
  console.log(bad.code, bad.sql);
  const connection = await pool.getConnection();
  await connection.beginTransaction();
  await connection.query('UPDATE m2_things SET price = 1');
  await connection.rollback();
  connection.release();
  console.log((await pool.query('SELECT price FROM m2_things'))[0], mysql.escape("it's"), mysql.format('?? = ?', ['a.b', null]));
  const plain = mysql.createConnection(process.env.MYSQL_URL);
  plain.query('SELECT 1 AS one UNION SELECT 2').stream().on('data', (row) => console.log(row)).on('end', () => {
    plain.end(() => pool.end());
  });
}

main();
