'use strict';

const { section } = require('./harness');

section('many at once', async (db, print) => {
  const col = db.collection('c');
  await col.createIndex({ k: 1 }, { unique: true });
  const jobs = Array.from({ length: 300 }, async (_, i) => {
    await col.insertOne({ _id: i, k: `k${i}`, n: 0, tags: [`t${i % 5}`] });
    await Promise.all([
      col.updateOne({ _id: i }, { $inc: { n: 1 } }),
      col.updateOne({ _id: i }, { $inc: { n: 1 } }),
      db.collection('total').updateOne({ _id: 'sum' }, { $inc: { n: 1 } }, { upsert: true }),
    ]);
    const found = await col.findOne({ k: `k${i}` });
    return found._id === i && found.n === 2;
  });
  print((await Promise.all(jobs)).every(Boolean), await col.countDocuments(), await db.collection('total').findOne());
  const cursors = Array.from({ length: 20 }, async (_, i) => {
    let count = 0;
    for await (const document of col.find({ tags: `t${i % 5}` }).batchSize(7)) count += document.n;
    return count;
  });
  print(await Promise.all(cursors));
  const duplicates = await Promise.allSettled(
    Array.from({ length: 50 }, () => col.insertOne({ k: 'once' })));
  print(duplicates.filter(({ status }) => status === 'fulfilled').length,
    duplicates.filter(({ reason }) => reason?.code === 11000).length);
});
