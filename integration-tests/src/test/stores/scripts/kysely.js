const { Kysely, PostgresDialect, MysqlDialect, sql } = require('kysely');
const { Pool } = require('pg');
const { createPool } = require('mysql2');

async function run(name, dialect, id) {
  const db = new Kysely({ dialect });
  await db.schema.dropTable('ky_people').ifExists().execute();
  await id(db.schema.createTable('ky_people')).addColumn('name', 'varchar(50)', (c) => c.unique()).addColumn('age', 'integer').execute();
  await db.insertInto('ky_people').values([{ name: 'Ann', age: 30 }, { name: 'Bob', age: null }]).execute();
  console.log(name, await db.selectFrom('ky_people').select(['name', 'age']).where('age', 'is not', null).execute());
  console.log(await db.selectFrom('ky_people').select((eb) => eb.fn.countAll().as('n')).executeTakeFirst().then((r) => Number(r.n)));
  console.log(await db.transaction().execute(async (trx) => { await trx.deleteFrom('ky_people').execute(); throw new Error('back'); }).catch((err) => err.message));
  console.log(await db.updateTable('ky_people').set({ age: sql`age + 1` }).where('name', '=', 'Ann').executeTakeFirst().then((r) => r.numUpdatedRows));
  console.log(await sql`SELECT age FROM ky_people ORDER BY name`.execute(db).then((r) => r.rows));
  await db.destroy();
}

run('pg', new PostgresDialect({ pool: new Pool({ connectionString: process.env.PG_URL }) }), (t) => t.addColumn('id', 'serial', (c) => c.primaryKey()))
  .then(() => run('mysql', new MysqlDialect({ pool: createPool(process.env.MYSQL_URL) }), (t) => t.addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())));
