const { MongoClient, ServerApiVersion } = require('mongodb');

const client = new MongoClient(process.env.MONGODB_URL, { serverSelectionTimeoutMS: 3000 });

module.exports = {
  client,
  ServerApiVersion,
  async connect() {
    await client.connect();
    const db = client.db();
    await db.command({ ping: 1 });
    return db;
  },
};
