'use strict';

const { ObjectId } = require('mongodb');
const { section } = require('./harness');

section('insert', async (db, print) => {
  const col = db.collection('c');
  const given = { b: 1, a: 2 };
  print(await col.insertOne(given));
  print('given', given, Object.keys(given));
  const many = [{ x: 1 }, { x: 2, _id: 'two' }];
  print(await col.insertMany(many));
  print('given', many);
  print(await col.insertOne({ _id: null, n: 1 }));
  print(await col.find({}, { projection: { _id: 0 } }).sort({ x: 1, b: 1 }).toArray());
  await print.outcome('duplicate', col.insertOne({ _id: 'two' }));
  await print.outcome('array', col.insertMany({}));
  await print.outcome('null in array', col.insertMany([null]));
  await print.outcome('empty', col.insertMany([]));
  await print.outcome('ordered', col.insertMany([{ _id: 1 }, { _id: 1 }, { _id: 2 }]));
  await print.outcome('unordered', col.insertMany([{ _id: 1 }, { _id: 3 }, { _id: 4 }], { ordered: false }));
  await print.outcome('undefined', col.insertOne({ _id: 'u', u: undefined, a: [undefined, 1], f() {} }));
  print(await col.findOne({ _id: 'u' }));
  await print.outcome('ignoreUndefined', col.insertOne({ _id: 'i', u: undefined }, { ignoreUndefined: true }));
  print(await col.findOne({ _id: 'i' }));
  const loop = {};
  loop.loop = loop;
  await print.outcome('cycle', col.insertOne(loop));
});

section('update', async (db, print) => {
  const col = db.collection('c');
  await col.insertMany([{ _id: 1, n: 1, tags: ['a'] }, { _id: 2, n: 2 }, { _id: 3, n: 3 }]);
  print(await col.updateOne({ _id: 1 }, { $set: { n: 10 } }));
  print(await col.updateOne({ _id: 1 }, { $set: { n: 10 } }));
  print(await col.updateOne({ _id: 9 }, { $set: { n: 1 } }));
  print(await col.updateOne({ _id: 9 }, { $set: { n: 1 } }, { upsert: true }));
  print(await col.updateOne({ name: 'new' }, { $inc: { n: 1 } }, { upsert: true }));
  print(await col.updateMany({ n: { $lt: 100 } }, { $inc: { n: 1 } }));
  print(await col.updateOne({ _id: 1 }, { $push: { tags: { $each: ['b', 'c'] } }, $unset: { zzz: '' } }));
  print(await col.updateOne({ _id: 1 }, { $addToSet: { tags: 'b' } }));
  print(await col.updateOne({ _id: 1 }, { $pull: { tags: 'a' } }));
  print(await col.findOne({ _id: 1 }));
  print(await col.replaceOne({ _id: 2 }, { z: 1 }));
  print(await col.replaceOne({ _id: 77 }, { z: 1 }, { upsert: true }));
  print(await col.findOne({ _id: 2 }), await col.findOne({ _id: 77 }));
  await print.outcome('no operators', col.updateOne({}, { n: 1 }));
  await print.outcome('empty', col.updateOne({}, {}));
  await print.outcome('replace with operators', col.replaceOne({}, { $set: { n: 1 } }));
  await print.outcome('null filter', col.updateOne(null, { $set: { n: 1 } }));
  await print.outcome('null update', col.updateOne({}, null));
  await print.outcome('change _id', col.updateOne({ _id: 1 }, { $set: { _id: 5 } }));
  await print.outcome('bad operator', col.updateOne({ _id: 1 }, { $frob: { n: 5 } }));
});

section('delete', async (db, print) => {
  const col = db.collection('c');
  await col.insertMany([1, 2, 3, 4, 5].map(n => ({ _id: n, n })));
  print(await col.deleteOne({ n: { $gt: 1 } }));
  print(await col.deleteMany({ n: { $gt: 3 } }));
  print(await col.deleteMany({ n: 99 }));
  print(await col.find().sort({ _id: 1 }).toArray());
  print(await col.deleteMany({}));
});

section('findOneAnd', async (db, print) => {
  const col = db.collection('c');
  await col.insertMany([{ _id: 1, n: 1 }, { _id: 2, n: 2 }, { _id: 3, n: 3 }]);
  print(await col.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }));
  print(await col.findOneAndUpdate({ _id: 1 }, { $inc: { n: 1 } }, { returnDocument: 'after' }));
  print(await col.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } }));
  print(await col.findOneAndUpdate({ _id: 9 }, { $inc: { n: 1 } }, { upsert: true, returnDocument: 'after' }));
  print(await col.findOneAndReplace({ _id: 2 }, { z: 1 }, { returnDocument: 'after', projection: { _id: 0 } }));
  print(await col.findOneAndDelete({}, { sort: { _id: -1 } }));
  print(await col.findOneAndDelete({ _id: 1 }, { includeResultMetadata: true }));
  print(await col.findOneAndUpdate({ _id: 3 }, { $set: { q: 1 } }, { includeResultMetadata: true }));
  await print.outcome('no operators', col.findOneAndUpdate({}, { n: 1 }));
  await print.outcome('replace', col.findOneAndReplace({}, { $set: { n: 1 } }));
  await print.outcome('filter', col.findOneAndDelete());
});

section('counts and distinct', async (db, print) => {
  const col = db.collection('c');
  print(await col.countDocuments(), await col.estimatedDocumentCount(), await col.distinct('x'));
  await col.insertMany([{ x: 1, t: ['a', 'b'] }, { x: 2, t: ['b'] }, { x: 1 }]);
  print(await col.countDocuments({ x: 1 }), await col.countDocuments({}, { limit: 2 }),
    await col.countDocuments({}, { skip: 1 }), await col.estimatedDocumentCount());
  print(await col.distinct('x'), await col.distinct('t'), await col.distinct('x', { t: 'a' }));
});

section('names', async (db, print, client) => {
  const col = db.collection('a.b');
  print(col.collectionName, col.namespace, col.dbName, db.databaseName, db.namespace, String(col.fullNamespace));
  await print.outcome('dotted database', () => client.db('a.b'));
  await print.outcome('invalid id', () => new ObjectId('not-an-id'));
  await print.outcome('find by invalid id', () => db.collection('c').findOne({ _id: new ObjectId(undefined) }));
  print(ObjectId.isValid('x'), ObjectId.isValid('0123456789abcdef01234567'));
});
