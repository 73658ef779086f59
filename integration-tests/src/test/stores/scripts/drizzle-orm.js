const { drizzle } = require('drizzle-orm/node-postgres');
const { pgTable, serial, text, integer, jsonb } = require('drizzle-orm/pg-core');
const { eq, gt, sql, relations } = require('drizzle-orm');
const { Pool } = require('pg');

const users = pgTable('dz_users', { id: serial('id').primaryKey(), name: text('name').notNull(), doc: jsonb('doc') });
const posts = pgTable('dz_posts', { id: serial('id').primaryKey(), title: text('title'), likes: integer('likes').default(0), userId: integer('user_id').references(() => users.id) });
const schema = { users, posts, userRelations: relations(users, ({ many }) => ({ posts: many(posts) })), postRelations: relations(posts, ({ one }) => ({ user: one(users, { fields: [posts.userId], references: [users.id] }) })) };

async function main() {
  const pool = new Pool({ connectionString: process.env.PG_URL });
  const db = drizzle(pool, { schema });
  await db.execute(sql`DROP TABLE IF EXISTS dz_posts, dz_users`);
  await db.execute(sql`CREATE TABLE dz_users (id serial primary key, name text not null, doc jsonb)`);
  await db.execute(sql`CREATE TABLE dz_posts (id serial primary key, title text, likes int default 0, user_id int references dz_users)`);
  const [ann] = await db.insert(users).values({ name: 'Ann', doc: { a: [1] } }).returning();
  await db.insert(posts).values([{ title: 'one', userId: ann.id, likes: 3 }, { title: 'two', userId: ann.id }]);
  console.log(ann, await db.select({ title: posts.title, name: users.name }).from(posts).leftJoin(users, eq(posts.userId, users.id)).where(gt(posts.likes, 1)));
  console.log(JSON.stringify(await db.query.users.findMany({ with: { posts: { columns: { title: true }, orderBy: (p, { asc }) => asc(p.id) } } })));
  console.log(await db.transaction(async (tx) => { await tx.delete(posts); tx.rollback(); }).catch((err) => err.constructor.name), await db.$count(posts));
  console.log(await db.update(posts).set({ likes: sql`${posts.likes} + 1` }).where(eq(posts.title, 'two')).returning({ likes: posts.likes }));
  await pool.end();
}

main();
