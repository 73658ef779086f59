'use strict';

const { MongoClient } = require('mongodb');
const { section } = require('./harness');

section('indexes', async (db, print) => {
  const col = db.collection('c');
  print(await col.createIndex({ a: 1 }), await col.createIndex('b'), await col.createIndex([['c', 1], ['d', -1]]));
  print(await col.createIndexes([{ key: { e: 1 }, unique: true }, { key: { f: -1 }, name: 'mine', sparse: true }]));
  print(await col.indexes());
  print(await col.indexInformation());
  print(await col.indexExists('a_1'), await col.indexExists(['a_1', 'zz']));
  print(await col.listIndexes().map(index => index.name).toArray());
  await col.insertOne({ _id: 1, e: 'x', n: { m: 1 } });
  await print.outcome('duplicate', col.insertOne({ _id: 2, e: 'x' }));
  await print.outcome('duplicate update', async () => {
    await col.insertOne({ _id: 3, e: 'y' });
    return col.updateOne({ _id: 3 }, { $set: { e: 'x' } });
  });
  await print.outcome('duplicate findOneAndUpdate', col.findOneAndUpdate({ _id: 3 }, { $set: { e: 'x' } }));
  await print.outcome('duplicate upsert', col.updateOne({ _id: 44 }, { $set: { e: 'x' } }, { upsert: true }));
  await print.outcome('duplicate bulk', col.bulkWrite([{ insertOne: { document: { _id: 5, e: 'x' } } }]));
  await col.deleteMany({});
  await col.createIndex({ g: 1, h: 1 }, { unique: true, name: 'pair' });
  await col.insertOne({ _id: 1, g: 1, h: 'a', e: 1 });
  await print.outcome('duplicate pair', col.insertOne({ _id: 2, g: 1, h: 'a', e: 2 }));
  await print.outcome('drop', col.dropIndex('mine'));
  await print.outcome('drop unknown', col.dropIndex('zz'));
  print(await col.dropIndexes(), (await col.indexes()).map(index => index.name));
});

section('collections', async (db, print) => {
  print(await db.listCollections().toArray());
  const made = await db.createCollection('made');
  print(made.collectionName, made.namespace);
  await db.collection('other').insertOne({ a: 1 });
  const found = await db.listCollections().toArray();
  print(found.map(({ name, type }) => ({ name, type })).sort((a, b) => (a.name < b.name ? -1 : 1)));
  print((await db.listCollections({ name: 'made' }, { nameOnly: true }).toArray()).map(({ name, type }) => [name, type]));
  print((await db.collections()).map(collection => collection.collectionName).sort());
  await print.outcome('create again', db.createCollection('made'));
  print(await db.collection('made').drop(), await db.dropCollection('missing'));
  const renamed = await db.collection('other').rename('renamed');
  print(renamed.collectionName, await renamed.countDocuments());
  await print.outcome('rename missing', db.collection('nope').rename('x'));
  print(await db.dropDatabase());
  print((await db.listCollections().toArray()).length);
});

section('commands', async (db, print) => {
  print(await db.command({ ping: 1 }), await db.admin().ping());
  await print.outcome('unknown', db.command({ frobnicate: 1 }));
  const { ok, version } = await db.admin().serverInfo();
  print(ok, typeof version);
  print((await db.admin().listDatabases()).databases.every(({ name }) => typeof name === 'string'));
});

section('bulk', async (db, print) => {
  const col = db.collection('c');
  const result = await col.bulkWrite([
    { insertOne: { document: { _id: 1, n: 1 } } },
    { insertOne: { document: { _id: 2, n: 2 } } },
    { updateOne: { filter: { _id: 1 }, update: { $set: { n: 10 } } } },
    { updateMany: { filter: {}, update: { $inc: { n: 1 } } } },
    { updateOne: { filter: { _id: 5 }, update: { $set: { n: 5 } }, upsert: true } },
    { replaceOne: { filter: { _id: 2 }, replacement: { z: 1 } } },
    { deleteOne: { filter: { _id: 1 } } },
    { deleteMany: { filter: { _id: 99 } } },
  ]);
  print(result, result.ok, result.isOk(), result.getRawResponse(), String(result), JSON.stringify(result));
  print(result.getInsertedIds, result.getUpsertedIdAt(0), result.hasWriteErrors(), result.getWriteErrorCount());
  await print.outcome('error', col.bulkWrite([
    { insertOne: { document: { _id: 7 } } }, { insertOne: { document: { _id: 7 } } },
    { insertOne: { document: { _id: 8 } } }]));
  await print.outcome('unordered', col.bulkWrite([
    { insertOne: { document: { _id: 7 } } }, { insertOne: { document: { _id: 9 } } },
    { updateOne: { filter: { _id: 9 }, update: { $set: { q: 1 } } } }], { ordered: false }));
  await print.outcome('unknown kind', col.bulkWrite([{ frob: {} }]));
  await print.outcome('empty', col.bulkWrite([]));
  await print.outcome('not an array', col.bulkWrite({}));
  await print.outcome('update without operators', col.bulkWrite([{ updateOne: { filter: {}, update: { a: 1 } } }]));
  const bulk = col.initializeOrderedBulkOp();
  bulk.insert({ _id: 20 });
  bulk.find({ _id: 20 }).updateOne({ $set: { a: 1 } });
  bulk.find({ _id: 21 }).upsert().update({ $set: { a: 2 } });
  bulk.find({ _id: 20 }).deleteOne();
  print(bulk.length, await bulk.execute());
  await print.outcome('twice', bulk.execute());
  await print.outcome('find without selector', () => col.initializeUnorderedBulkOp().find());
});

section('client', async (db, print, client) => {
  try {
    print('scheme', new MongoClient('http://localhost'));
  } catch (error) {
    print('scheme', error.name, error.message);
  }
  await print.outcome('option', () => new MongoClient('mongodb://localhost', { frob: 1 }));
  await print.outcome('options', () => new MongoClient('mongodb://localhost', { frob: 1, grob: 2 }));
  const other = new MongoClient(process.argv[2]);
  await print.outcome('bulk before connect', () => other.db('differential').collection('c').initializeOrderedBulkOp());
  print(await other.db('differential').collection('c').countDocuments());
  await other.close();
  await print.outcome('after close', () => other.db('differential').collection('c').countDocuments());
  const session = client.startSession();
  print(session.inTransaction(), session.hasEnded);
  print(await db.collection('c').insertOne({ a: 1 }, { session }));
  await session.endSession();
  print(session.hasEnded);
  await print.outcome('ended session', db.collection('c').findOne({}, { session }));
  print(await client.withSession(async s => (await db.collection('c').findOne({}, { session: s })).a));
  print(await db.collection('c').insertOne({ a: 2 }, { writeConcern: { w: 0 } }));
  print(await db.collection('c').insertOne({ a: 2 }, { writeConcern: { w: 'majority', j: true } }));
});
