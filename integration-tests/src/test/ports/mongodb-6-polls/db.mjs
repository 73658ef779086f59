import { MongoClient } from 'mongodb';

export const client = new MongoClient(process.env.MONGODB_URI);

export async function database() {
  const db = client.db();
  await db.collection('polls').createIndexes([{ key: { question: 1 }, unique: true }]);
  return db;
}
