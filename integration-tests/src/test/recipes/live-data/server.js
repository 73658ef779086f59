'use strict';

const http = require('http');
const express = require('express');
const { MongoClient } = require('mongodb');
const { publish } = require('./publish');

async function start() {
  const client = new MongoClient(process.env.MONGODB_URI || 'mongodb://127.0.0.1:27017/live');
  await client.connect();
  const db = client.db();
  const messages = db.collection('messages');
  const app = express();

  app.use(express.static(`${__dirname}/public`));
  app.post('/messages', express.json(), async (req, res) => {
    await messages.insertOne({ text: String(req.body?.text).slice(0, 500), at: new Date(), from: req.ip });
    res.status(201).end();
  });
  app.delete('/messages', async (req, res) => {
    await messages.deleteMany({});
    res.status(204).end();
  });

  const server = http.createServer(app);
  // What is not named here cannot be subscribed to, and no field leaves the server but these.
  const subscriptions = publish(server, db, { messages: ['text', 'at'] });
  server.listen(process.env.PORT || 3000, () => console.log(`http://localhost:${server.address().port}/`));
  process.once('SIGTERM', () => {
    subscriptions.close();
    server.close(() => client.close());
  });
}

start();
