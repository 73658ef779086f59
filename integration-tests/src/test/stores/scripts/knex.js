const knexOf = require('knex');

async function run(name, config) {
  const knex = knexOf(config);
  await knex.schema.dropTableIfExists('knex_books').dropTableIfExists('knex_authors');
  await knex.schema.createTable('knex_authors', (t) => { t.increments(); t.string('name').notNullable().unique(); });
  await knex.schema.createTable('knex_books', (t) => {
    t.increments('id');
    t.string('title');
    t.integer('author').unsigned().references('knex_authors.id');
    t.decimal('price', 8, 2).defaultTo(1);
  });
  await knex('knex_authors').insert([{ name: 'Ann' }, { name: 'Bob' }]);
  await knex('knex_books').insert([{ title: 'A', author: 1 }, { title: 'B', author: 1, price: 2.5 }, { title: 'C', author: 2 }]);
  console.log(name, await knex('knex_books as b').join('knex_authors as a', 'a.id', 'b.author').select('b.title', 'a.name').where('price', '>=', 1).orderBy('b.id'));
  console.log(await knex('knex_books').groupBy('author').select('author').count('* as n').orderBy('author').then((rows) => rows.map((r) => [r.author, Number(r.n)])));
  const failed = await knex.transaction(async (trx) => {
    await trx('knex_books').del();
    await trx('knex_authors').insert({ name: 'Ann' });
  }).catch((err) => err.code);
  console.log(failed, await knex('knex_books').count({ n: '*' }).first().then((r) => Number(r.n)));
  console.log(knex('t').where({ a: 1 }).whereIn('b', [1, 2]).toString());
  await knex.destroy();
}

run('pg', { client: 'pg', connection: process.env.PG_URL, pool: { min: 0, max: 2 } })
  .then(() => run('mysql2', { client: 'mysql2', connection: process.env.MYSQL_URL }));
