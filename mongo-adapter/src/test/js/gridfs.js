'use strict';

// GridFS as npm's driver has it: what is stored, what streams say and how they fail.
const { pipeline } = require('stream/promises');
const { Readable } = require('stream');
const { GridFSBucket, ObjectId } = require('mongodb');
const { section } = require('./harness');

const ID = new ObjectId('0123456789abcdef01234567');

async function collect(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return `${parts.map(String).join('|')}`;
}

function upload(bucket, name, text, options) {
  return pipeline(Readable.from([Buffer.from(text)]), bucket.openUploadStream(name, options));
}

const undated = ({ uploadDate, ...file }) => ({ ...file, dated: uploadDate instanceof Date });

section('GridFS: uploads', async (db, print) => {
  const bucket = new GridFSBucket(db, { chunkSizeBytes: 4 });
  bucket.on('index', () => print('index'));
  const stream = bucket.openUploadStreamWithId(ID, 'a.txt', {
    metadata: { owner: 'me' }, contentType: 'text/plain', aliases: ['b'],
  });
  for (const name of ['finish', 'close', 'error']) stream.on(name, () => print(name, stream.length));
  print(stream.id, stream.filename, stream.length, stream.chunkSizeBytes, stream.gridFSFile, stream.done);
  print(stream.write('hello '), stream.length);
  await new Promise(resolve => stream.end('world', resolve));
  print(undated(stream.gridFSFile), stream.n, stream.done, stream.state);
  await new Promise(resolve => setImmediate(resolve));
  print((await bucket.find({}).toArray()).map(undated));
  print((await db.collection('fs.chunks').find().toArray()).map(({ _id, ...chunk }) => chunk));
  print((await db.collection('fs.chunks').indexes()).map(({ key, unique }) => ({ key, unique })));
  print((await db.collection('fs.files').indexes()).map(({ key, unique }) => ({ key, unique })));
  await upload(bucket, 'empty', '');
  print((await bucket.find({ filename: 'empty' }).toArray()).map(undated));
  await print.outcome('empty', () => collect(bucket.openDownloadStreamByName('empty')));
  await print.outcome('string id', async () => {
    await pipeline(Readable.from(['x']), bucket.openUploadStreamWithId('mine', 'x'));
    return collect(bucket.openDownloadStream('mine'));
  });
  await print.outcome('same id', () => pipeline(Readable.from(['x']), bucket.openUploadStreamWithId('mine', 'x')));
  await print.outcome('text encoding', async () => {
    const encoded = bucket.openUploadStream('enc');
    encoded.end('68656c6c6f', 'hex');
    await new Promise((resolve, reject) => encoded.on('finish', resolve).on('error', reject));
    return [encoded.length, await collect(bucket.openDownloadStream(encoded.id))];
  });
});

section('GridFS: downloads', async (db, print) => {
  const bucket = new GridFSBucket(db, { chunkSizeBytes: 4, bucketName: 'pics' });
  await upload(bucket, 'ten', '0123456789');
  const [{ _id }] = await bucket.find().toArray();
  const stream = bucket.openDownloadStream(_id);
  stream.on('file', file => print('file', undated(file)));
  for (const name of ['end', 'close']) stream.on(name, () => print(name));
  print(await collect(stream));
  await new Promise(resolve => setImmediate(resolve));
  const ranges = [[0, 4], [1, 3], [2, 6], [4, 8], [5, 10], [9, 10], [3, 9], [0, 0], [10, 10], [2, 2], [8, 10], [0, 10],
    [11, 12], [-1, 2], [5, 3], [0, 11], [6, 0], [null, 4], [2, null]];
  for (const [start, end] of ranges) {
    await print.outcome(`${start}-${end}`, () => collect(bucket.openDownloadStream(_id, { start, end })));
  }
  await print.outcome('start only', () => collect(bucket.openDownloadStream(_id, { start: 6 })));
  await print.outcome('end only', () => collect(bucket.openDownloadStream(_id, { end: 6 })));
  await print.outcome('methods', () => collect(bucket.openDownloadStream(_id).start(2).end(7)));
  await print.outcome('by name', () => collect(bucket.openDownloadStreamByName('ten', { start: 1, end: 2 })));
  await print.outcome('no id', () => collect(bucket.openDownloadStream(ID)));
  await print.outcome('no name', () => collect(bucket.openDownloadStreamByName('nobody')));
  await print.outcome('started', async () => {
    const late = bucket.openDownloadStream(_id);
    late.read();
    try {
      late.start(1);
    } finally {
      await collect(late);
    }
  });
  await print.outcome('abort', async () => {
    const given = bucket.openDownloadStream(_id);
    given.resume();
    const closed = new Promise(resolve => given.on('close', resolve));
    await given.abort();
    await closed;
    return given.destroyed;
  });
});

section('GridFS: revisions, rename, delete, drop', async (db, print) => {
  const bucket = new GridFSBucket(db, { chunkSizeBytes: 16 });
  for (const text of ['one', 'two', 'three']) {
    await upload(bucket, 'same', text);
    await new Promise(resolve => setTimeout(resolve, 3));
  }
  for (const revision of [undefined, 0, 1, 2, 3, -1, -2, -3, -4]) {
    await print.outcome(`revision ${revision}`, () => collect(bucket.openDownloadStreamByName('same', { revision })));
  }
  const [first, second] = await bucket.find({}, { sort: { uploadDate: 1 } }).toArray();
  await print.outcome('rename', () => bucket.rename(first._id, 'other'));
  await print.outcome('renamed', () => collect(bucket.openDownloadStreamByName('other')));
  await print.outcome('rename none', () => bucket.rename(ID, 'other'));
  await print.outcome('delete', () => bucket.delete(second._id));
  await print.outcome('delete again', () => bucket.delete(second._id));
  await print.outcome('left', async () => [await db.collection('fs.files').countDocuments(),
    await db.collection('fs.chunks').countDocuments()]);
  await print.outcome('drop', () => bucket.drop());
  await print.outcome('collections', async () => (await db.listCollections().toArray()).map(({ name }) => name));
});

section('GridFS: what is damaged, and what is given up', async (db, print) => {
  const bucket = new GridFSBucket(db, { chunkSizeBytes: 4 });
  const chunks = db.collection('fs.chunks');
  const damages = {
    missing: id => chunks.deleteOne({ files_id: id, n: 1 }),
    short: id => chunks.updateOne({ files_id: id, n: 1 }, { $set: { data: Buffer.from('x') } }),
    extra: id => chunks.insertOne({ files_id: id, n: 3, data: Buffer.from('more') }),
    negative: id => chunks.insertOne({ files_id: id, n: -1, data: Buffer.from('more') }),
  };
  for (const name of Object.keys(damages)) {
    await upload(bucket, name, '0123456789');
    const [{ _id }] = await bucket.find({ filename: name }).toArray();
    await damages[name](_id);
    await print.outcome(name, () => collect(bucket.openDownloadStream(_id)));
  }
  await print.outcome('abort', async () => {
    const stream = bucket.openUploadStream('given up');
    stream.on('error', error => print('error', error.name, error.message));
    await new Promise((resolve, reject) => stream.write('0123456789', error => (error ? reject(error) : resolve())));
    await stream.abort();
    print(await chunks.countDocuments({ files_id: stream.id }), stream.state.aborted);
    await print.outcome('twice', () => stream.abort());
    await print.outcome('write after', () => new Promise((resolve, reject) => {
      stream.write('more', error => (error ? reject(error) : resolve()));
    }));
    return (await bucket.find({ filename: 'given up' }).toArray()).length;
  });
  await print.outcome('abort when done', async () => {
    const stream = bucket.openUploadStream('done');
    await new Promise(resolve => stream.end('x', resolve));
    await stream.abort();
  });
});
