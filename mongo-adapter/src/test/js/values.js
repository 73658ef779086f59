'use strict';

const {
  Binary, Code, DBRef, Decimal128, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID, BSONRegExp,
} = require('mongodb');
const { section } = require('./harness');

const samples = {
  string: 'text', empty: '', unicode: 'hé€😀\u0000x', quotes: '"\\\n\t\u2028',
  int: 1, negative: -5, big: 2 ** 31, safe: 2 ** 53, unsafe: 2 ** 60, double: 1.5, tiny: 5e-324, huge: 1e300,
  minusZero: -0, nan: NaN, infinity: Infinity,
  long: Long.fromString('123456789012'), veryLong: Long.fromString('-9007199254740993'),
  maxLong: Long.MAX_VALUE, bigint: 9007199254740995n, int32: new Int32(3), wholeDouble: new Double(3),
  decimal: Decimal128.fromString('1.10'), decimalInf: Decimal128.fromString('-Infinity'),
  yes: true, no: false, nothing: null,
  date: new Date('2024-02-29T12:00:00.123Z'), oldDate: new Date(-1), farDate: new Date(253402300800000),
  id: new ObjectId('0123456789abcdef01234567'),
  buffer: Buffer.from([1, 2, 3]), binary: new Binary(Buffer.from('hello')),
  uuid: new UUID('00112233-4455-4677-8899-aabbccddeeff'),
  regex: /^a.*b$/im, bsonRegex: new BSONRegExp('x', 'i'),
  timestamp: new Timestamp({ t: 5, i: 6 }), code: new Code('function () {}'),
  min: new MinKey(), max: new MaxKey(),
  array: [1, 'two', [3, { four: 4 }], null, new Date(0), new ObjectId('0123456789abcdef01234567')], emptyArray: [],
  ids: [new ObjectId('0123456789abcdef01234567'), new ObjectId('0123456789abcdef01234568')],
  dates: [new Date(1), new Date(2)], documents: [{ a: 1 }, { a: 'x' }, { b: { c: 1 } }, {}],
  nested: { a: { b: { c: [] } } }, emptyDocument: {}, map: new Map([['k', 1], ['z', new Map([['y', 2]])]]),
  nullProto: Object.assign(Object.create(null), { a: 1 }),
  typed: new Uint8Array([9, 8]), numberObject: [1, 2, 3].length,
  toBSON: { toBSON: () => ({ replaced: true }) },
};

section('round trip', async (db, print) => {
  const col = db.collection('v');
  for (const [name, value] of Object.entries(samples)) {
    await print.outcome(`insert ${name}`, async () => {
      await col.insertOne({ _id: name, v: value });
      return col.findOne({ _id: name });
    });
  }
});

section('as JSON', async (db, print) => {
  const col = db.collection('v');
  for (const [name, value] of Object.entries(samples)) {
    await col.insertOne({ _id: name, v: value }).then(
      async () => print(JSON.stringify(await col.findOne({ _id: name }))),
      error => print(name, error.name));
  }
});

section('reading options', async (db, print) => {
  const col = db.collection('v');
  const { long, veryLong, int, buffer, regex, double, date } = samples;
  await col.insertOne({ _id: 1, long, veryLong, int, buffer, regex, double, date });
  for (const options of [{ promoteLongs: false }, { promoteValues: false }, { promoteBuffers: true },
    { bsonRegExp: true }, { useBigInt64: true }]) {
    await print.outcome(JSON.stringify(options), col.findOne({ _id: 1 }, options));
  }
});

section('many alike', async (db, print) => {
  const col = db.collection('v');
  await col.insertMany(Array.from({ length: 60 }, (_, i) => ({
    _id: i, name: `n${i}`, at: new Date(i), ref: i % 7 === 0 ? null : new ObjectId('0123456789abcdef01234567'),
    ...(i % 5 === 0 && { extra: i / 2 }), tags: i % 2 ? ['a', 'b'] : [], sub: { x: i, y: [{ z: i }] },
  })));
  print(await col.find().sort({ _id: 1 }).toArray());
  print(JSON.stringify(await col.find().sort({ _id: 1 }).toArray()));
});

section('identity', async (db, print) => {
  const bson = require('mongodb').BSON;
  print(bson.ObjectId === ObjectId, new ObjectId('0123456789abcdef01234567') instanceof bson.ObjectId);
  const id = new ObjectId();
  print(id.equals(id.toHexString()), id.equals(new ObjectId(id)), id.toString() === id.toHexString(), Object.keys(id));
  print(id.getTimestamp() instanceof Date, typeof id.id, id.id.length);
  const ref = new DBRef('c', new ObjectId('0123456789abcdef01234567'));
  print(ref, JSON.stringify(ref));
});
