'use strict';

// A database that hangs, closes, refuses and slows down, seen through the driver: node faults.js PORT, where a server listens.
// faults.txt is what npm's driver 7 says.

const net = require('net');
const mongodb = require('mongodb');

const port = Number(process.argv[2]);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const KINDS = ['MongoServerSelectionError', 'MongoNetworkTimeoutError', 'MongoNetworkError'];
const pairs = new Set();
let mode = 'open';

/** Stands between the driver and the server. */
const proxy = net.createServer((client) => {
  if (mode === 'closed') {
    client.destroy();
    return;
  }
  const server = net.connect(port, '127.0.0.1');
  const pair = [client, server];
  pairs.add(pair);
  const forward = (from, to) => {
    from.on('data', async (data) => {
      if (mode === 'slow') await sleep(150);
      if (mode !== 'hung') to.write(data);
    });
    from.on('error', () => {});
    from.on('close', () => {
      to.destroy();
      pairs.delete(pair);
    });
  };
  forward(client, server);
  forward(server, client);
});

function cut() {
  for (const pair of pairs) pair[0].destroy();
}

async function outcome(name, work, longest, kinds = KINDS) {
  const begun = Date.now();
  let told;
  try {
    told = JSON.stringify(await work());
  } catch (error) {
    const kind = kinds.find((one) => error instanceof mongodb[one]);
    told = kind || `${error.name}: ${error.message}`;
  }
  const ms = Date.now() - begun;
  console.log(`${name}: ${told}${ms > longest ? `, which took ${ms} ms` : ''}`);
}

async function main() {
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const options = {
    serverSelectionTimeoutMS: 3000, socketTimeoutMS: 2000, connectTimeoutMS: 2500, retryReads: false, retryWrites: false,
  };
  const address = `mongodb://127.0.0.1:${proxy.address().port}/?directConnection=true`;
  // Everything is slow for the first time.
  const warm = await mongodb.MongoClient.connect(address);
  await warm.db('faults').collection('things').countDocuments();
  await warm.close();
  const client = new mongodb.MongoClient(address, { ...options, heartbeatFrequencyMS: 500 });
  await client.connect();
  const things = client.db('faults').collection('things');
  await things.deleteMany({});
  await outcome('open', () => things.insertOne({ _id: 1 }), 15000);

  mode = 'slow';
  await outcome('slow', () => things.findOne({ _id: 1 }), 15000);
  mode = 'open';
  const quiet = new mongodb.MongoClient(address, { ...options, appName: 'quiet', heartbeatFrequencyMS: 60000 });
  await quiet.connect();
  await outcome('open', () => quiet.db('faults').collection('things').findOne({ _id: 1 }), 15000);
  mode = 'hung';
  await outcome('hung', () => quiet.db('faults').collection('things').findOne({ _id: 1 }), 15000);
  await quiet.close(true);
  // Which error it is depends on whether a heartbeat notices first.
  await outcome('hung, noticed', () => Promise.all([1, 2, 3].map(() => things.countDocuments())), 15000, ['MongoError']);
  mode = 'open';
  cut();
  await recovered(things);

  mode = 'hung';
  const pending = outcome('cut while it waits', () => things.updateOne({ _id: 1 }, { $set: { a: 1 } }), 15000);
  await sleep(300);
  cut();
  await pending;
  mode = 'closed';
  cut();
  await sleep(1200);
  await outcome('closes at once', () => things.findOne({ _id: 1 }), 15000);
  mode = 'open';
  await recovered(things);

  const { port: listened } = proxy.address();
  proxy.close();
  cut();
  await sleep(1200);
  await outcome('refuses', () => things.findOne({ _id: 1 }), 15000);
  await new Promise((resolve) => proxy.listen(listened, '127.0.0.1', resolve));
  await recovered(things);
  await client.close();
  proxy.close();
  cut();
}

/** It goes on by itself, within a few seconds. */
async function recovered(things) {
  const begun = Date.now();
  for (;;) {
    try {
      const found = await things.findOne({ _id: 1 });
      console.log(`recovered: ${found._id}${Date.now() - begun > 10000 ? ', late' : ''}`);
      return;
    } catch (error) {
      if (Date.now() - begun > 20000) throw error;
      await sleep(100);
    }
  }
}

main();
