'use strict';
const { once } = require('node:events');
const express = require('express');
const { MongoClient, ObjectId, MongoError, UUID, Timestamp } = require('mongodb');

async function main() {
  await using_(new MongoClient(process.env.MONGODB_URI, { appName: 'events' }), async (client) => {
    const events = client.db().collection('events');
    const app = express();
    app.use(express.json());

    app.post('/events', async (req, res) => {
      const docs = [].concat(req.body).map((e) => ({ ...e, at: new Date(e.at), uuid: new UUID('0b3f8f4a-8b5f-4e6c-9a55-3f1d1c0e9b11') }));
      res.status(201).json(await events.insertMany(docs));
    });
    app.get('/events', async (req, res) => {
      const cursor = events.find({ at: { $gte: new Date(req.query.from ?? 0) } }).sort({ at: 1 });
      res.type('application/x-ndjson');
      for await (const doc of cursor) res.write(`${JSON.stringify({ ...doc, uuid: doc.uuid.toString() })}\n`);
      res.end();
    });
    app.get('/events/:id', async (req, res) => {
      const doc = await events.findOne({ _id: new ObjectId(req.params.id) });
      res.status(doc ? 200 : 404).json(doc);
    });
    app.patch('/events/:id', async (req, res) => {
      const result = await events.findOneAndUpdate(
        { _id: new ObjectId(req.params.id) }, { $set: req.body }, { returnDocument: 'after', includeResultMetadata: true });
      res.json(result);
    });
    app.post('/bulk', async (req, res) => {
      const result = await events.bulkWrite([
        { updateMany: { filter: {}, update: { $inc: { seen: 1 } } } },
        { updateOne: { filter: { name: 'new' }, update: { $set: { n: 1 } }, upsert: true } },
        { deleteMany: { filter: { name: 'gone' } } },
      ]);
      res.json({ matched: result.matchedCount, modified: result.modifiedCount, upserted: result.upsertedCount, ok: result.isOk() });
    });
    app.get('/types', (req, res) => res.json({ ts: Timestamp.fromBits(1, 2).toString(), valid: ObjectId.isValid(req.query.id ?? '') }));
    app.use((err, req, res, next) => {
      const status = err.status ?? (err instanceof MongoError ? 400 : 500);
      res.status(status).json({ name: err.name, message: err.message });
    });
    const server = app.listen(process.env.PORT);
    process.once('SIGTERM', () => server.close());
    await once(server, 'close');
  });
}

async function using_(client, fn) {
  try {
    await client.connect();
    await fn(client);
  } finally {
    await client.close();
  }
}

main().catch((err) => {
  console.error(err);
  process.exitCode = 1;
});
