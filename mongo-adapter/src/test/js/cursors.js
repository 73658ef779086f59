'use strict';

const { section } = require('./harness');

section('find', async (db, print) => {
  const col = db.collection('c');
  await col.insertMany(Array.from({ length: 10 }, (_, i) => ({ _id: i, n: i % 3, s: `s${i}`, o: { d: i } })));
  print(await col.find().sort({ _id: -1 }).limit(3).toArray());
  print(await col.find({ n: 1 }).sort('s', -1).project({ s: 1, _id: 0 }).toArray());
  print(await col.find({}, { sort: [['n', 1], ['_id', -1]], skip: 2, limit: 3 }).toArray());
  print(await col.find({ 'o.d': { $gte: 8 } }).project({ 'o.d': 1 }).toArray());
  print(await col.find().skip(8).toArray());
  print(await col.find().sort(new Map([['_id', 1]])).batchSize(3).toArray());
  print(await col.find().limit(5).batchSize(2).map(d => d._id * 2).toArray());
  print(await col.find({ _id: { $in: [3, 4] } }).sort({ _id: 1 }).toArray());
  print(await col.find({ $or: [{ _id: 1 }, { s: /^s2/ }] }).sort({ _id: 1 }).toArray());
  print(await col.findOne({ _id: 3 }), await col.findOne({ _id: 33 }), await col.findOne({}, { projection: { n: 1 } }));
  print(await col.findOne({}, { sort: { _id: -1 } }));
});

section('iteration', async (db, print) => {
  const col = db.collection('c');
  await col.insertMany(Array.from({ length: 7 }, (_, i) => ({ _id: i })));
  const seen = [];
  for await (const document of col.find().sort({ _id: 1 }).batchSize(2)) seen.push(document._id);
  print(seen);
  seen.length = 0;
  await col.find().sort({ _id: 1 }).forEach(document => { seen.push(document._id); });
  await col.find().sort({ _id: 1 }).forEach(document => { seen.push(document._id); return document._id < 2; });
  print(seen);
  const cursor = col.find().sort({ _id: 1 }).limit(2);
  print(cursor.id, cursor.closed, cursor.bufferedCount());
  print(await cursor.hasNext(), await cursor.next(), await cursor.next(), await cursor.hasNext(), await cursor.next());
  print(cursor.closed, cursor.isDead, await cursor.toArray());
  cursor.rewind();
  print(await cursor.toArray(), await cursor.toArray());
  await print.outcome('sort after start', () => cursor.sort({ _id: 1 }));
  await print.outcome('limit text', () => col.find().limit('2'));
  await print.outcome('skip text', () => col.find().skip('2'));
  await print.outcome('bad sort', () => col.find().sort({ _id: 'up' }));
  await print.outcome('bad filter', () => col.find([]).toArray());
  await print.outcome('bad operator', () => col.find({ _id: { $frob: 1 } }).toArray());
  await print.outcome('null map', () => col.find().map(() => null).toArray());
  await print.outcome('throwing map', () => col.find().map(() => { throw new TypeError('mine'); }).toArray());
  await print.outcome('forEach without function', () => col.find().forEach());
  const open = col.find().batchSize(2);
  await open.next();
  await open.close();
  print(open.closed, open.killed, open.bufferedCount());
  const early = [];
  for await (const document of col.find().batchSize(2)) {
    early.push(document._id);
    if (early.length === 3) break;
  }
  print(early);
  const streamed = await new Promise((resolve, reject) => {
    const all = [];
    col.find().sort({ _id: 1 }).stream().on('data', d => all.push(d._id)).on('error', reject)
      .on('end', () => resolve(all));
  });
  print(streamed);
  const clone = col.find({ _id: { $lt: 2 } }).sort({ _id: -1 }).clone();
  print(await clone.toArray(), await clone.tryNext());
  await col.find().count;
});

section('aggregate', async (db, print) => {
  const col = db.collection('c');
  await col.insertMany([
    { _id: 1, k: 'a', n: 1, t: ['x', 'y'] }, { _id: 2, k: 'b', n: 2, t: ['x'] }, { _id: 3, k: 'a', n: 3, t: [] }]);
  await db.collection('d').insertMany([{ _id: 'a', name: 'A' }, { _id: 'b', name: 'B' }]);
  print(await col.aggregate([{ $group: { _id: '$k', sum: { $sum: '$n' } } }, { $sort: { _id: 1 } }]).toArray());
  print(await col.aggregate().match({ k: 'a' }).sort({ _id: -1 }).limit(1).toArray());
  print(await col.aggregate([{ $unwind: '$t' }, { $sortByCount: '$t' }]).toArray());
  print(await col.aggregate([{ $set: { twice: { $multiply: ['$n', 2] } } }, { $unset: 't' }, { $sort: { _id: 1 } }])
    .toArray());
  print(await col.aggregate([
    { $lookup: { from: 'd', localField: 'k', foreignField: '_id', as: 'ref' } }, { $sort: { _id: 1 } },
    { $project: { ref: 1 } }]).toArray());
  print(await col.aggregate([{ $replaceWith: { v: '$n' } }, { $sort: { v: 1 } }]).toArray());
  print(await col.aggregate([{ $facet: { a: [{ $count: 'n' }], b: [{ $match: { k: 'b' } }] } }]).toArray());
  print(await col.aggregate([{ $match: { k: 'zzz' } }]).toArray());
  await print.outcome('bad stage', () => col.aggregate([{ $frob: 1 }]).toArray());
  await print.outcome('not an array', () => col.aggregate({}));
});
