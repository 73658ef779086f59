'use strict';

// What versions 6 and 7 of npm's driver differ in; v6/ and v7/ have what each of them printed.
const util = require('util');

const masked = text => text.replace(/127\.0\.0\.1:\d+/g, '<server>');

function show(label, value) {
  process.stdout.write(masked(`${label}: ${util.inspect(value, { depth: 4, breakLength: 120 })}\n`));
}

async function outcome(label, work) {
  try {
    show(label, await work());
  } catch (error) {
    show(label, [error.name, error.message, error.code]);
  }
}

const inWords = value => util.inspect(value, { breakLength: Infinity });

const OPTIONS = [{ useNewUrlParser: true }, { useUnifiedTopology: true, useNewUrlParser: true }, { foo: 1 },
  { keepAlive: true, poolSize: 1 }, { maxPoolSize: -1 }, { maxPoolSize: 'abc' }, { maxPoolSize: '5' }, { ssl: true },
  { tls: 'maybe' }, { compressors: 'zz' }, { serverApi: '1' }, { serverApi: { version: '2' } }, { serverApi: {} },
  { serverApi: { version: '1', strict: true, deprecationErrors: true } }, { authMechanism: 'NOPE' },
  { auth: { user: 'a' } }, { auth: { username: 'a', password: 'b' } }, { family: 5 }, { readPreference: 'zz' },
  { monitorCommands: 'true' }, { retryWrites: 'x' }, { directConnection: true }, { appname: 'x' }, { w: 'majority' },
  { driverInfo: 5 }, { pkFactory: {} }, { minPoolSize: 101 }, { serverMonitoringMode: 'x' }];

const ADDRESSES = ['', 'mongodb://', 'mongodb://h:99999', 'mongodb://h:abc', 'mongodb://h:0', 'mongodb://h/?nope=1',
  'mongodb://h/?maxPoolSize=-1', 'mongodb://h/?tls=maybe', 'mongodb://a,b/?directConnection=true', 'mongodb://%zz@h',
  'mongodb+srv://h:1/x', 'mongodb+srv://a.b.c,d.e.f/x', 'mongodb://h/?useNewUrlParser=true', 'http://x',
  'mongodb://h/a.b',   'mongodb://h/?ssl=true&tls=false', 'mongodb://h/?w=1&w=2', 'mongodb://h/?authSource=', 'mongodb://:p@h',
  'mongodb://u:p%40ss@H:1,[::1]:2/name?retryWrites=false&appName=me&maxPoolSize=7', 'mongodb://h/?serverApi=1',
  'mongodb+srv://cluster.example.org/x'];

function settings({ options }) {
  const { hosts, dbName, appName, maxPoolSize, retryWrites, serverApi, srvHost } = options;
  return { hosts, dbName, appName, maxPoolSize, retryWrites, serverApi, srvHost };
}

async function values({ ObjectId, Long, Timestamp, Binary, serialize, deserialize, ...bson }) {
  show('bson', Object.keys(bson).sort());
  for (const input of [5, -1, 5.7, NaN, '5', true, { id: 5 }]) {
    await outcome(`ObjectId ${inWords(input)}`, () => [
      ObjectId.isValid(input), new ObjectId(input).toHexString().slice(0, 8)]);
  }
  const long = Long.fromString('9007199254740993');
  show('Long', [JSON.stringify(long), JSON.stringify(deserialize(serialize({ long }))), Object.keys(new Long(5n))]);
  show('Timestamp', [Object.keys(new Timestamp({ t: 1, i: 2 })), new Timestamp(5n)]);
  show('Binary', Object.keys(new Binary(Buffer.from('a'))));
  const foreign = { _bsontype: 'ObjectId', [Symbol.for('@@mdb.bson.version')]: 5 };
  await outcome('another version', () => serialize({ foreign }));
  const bytes = serialize({ a: 1, b: 'text', c: { d: [1.5, null, true] }, r: /x/i, l: long, i: Buffer.from('b') });
  show('onDemand', bson.onDemand.parseToElements(bytes));
  for (const damaged of [Buffer.from([5, 0, 0, 0, 1]), Buffer.alloc(3), Buffer.from([9, 0, 0, 0, 0]),
    Buffer.from([8, 0, 0, 0, 0x44, 0x61, 0, 0]), Buffer.from([255, 255, 255, 255, 0]),
    Buffer.from([12, 0, 0, 0, 0x10, 0x61, 0, 1, 0, 0, 0, 0])]) {
    await outcome(`onDemand ${damaged.toString('hex')}`, () => bson.onDemand.parseToElements(damaged));
  }
}

function without(object, ...names) {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
}

async function commands({ MongoClient, ServerApiVersion }, address) {
  const serverApi = { version: ServerApiVersion.v1, strict: true, deprecationErrors: true };
  const client = new MongoClient(address, { serverApi, monitorCommands: true });
  const print = event => {
    const { command, commandName, databaseName, failure } = event;
    show(event.constructor.name, { commandName, databaseName, failure: failure?.message, address: event.address });
    if (command) show('command', without(command, 'lsid', '$clusterTime'));
  };
  for (const name of ['commandStarted', 'commandSucceeded', 'commandFailed']) client.on(name, print);
  for (const name of ['topologyOpening', 'serverOpening', 'topologyClosed', 'open', 'close']) {
    client.on(name, event => show(name, [event?.constructor.name, event?.address]));
  }
  await client.connect();
  show('host', [client.options.hosts[0].host, String(client.options.hosts[0])]);
  show('ping', without(await client.db('admin').command({ ping: 1 }), '$clusterTime', 'operationTime'));
  await outcome('unknown', () => client.db('admin').command({ nope: 1 }));
  for (const name of ['commandStarted', 'commandSucceeded', 'commandFailed']) client.removeAllListeners(name);
  const collection = client.db('versions').collection('c');
  await collection.drop();
  await outcome('transaction', () => client.withSession(session => session.withTransaction(
    () => collection.insertOne({ _id: 1 }, { session }))));
  await client.close();
}

async function run(mongodb, bson) {
  process.on('warning', ({ message }) => show('warning', message));
  show('exports', Object.keys(mongodb).sort());
  show('labels', mongodb.MongoErrorLabel);
  show('mechanisms', mongodb.AuthMechanism);
  for (const options of OPTIONS) {
    await outcome(inWords(options), () => settings(new mongodb.MongoClient('mongodb://h/x', options)).maxPoolSize);
  }
  for (const address of ADDRESSES) await outcome(address, () => settings(new mongodb.MongoClient(address)));
  await values(bson);
  // Warnings come a turn later.
  await new Promise(resolve => setImmediate(resolve));
  await commands(mongodb, process.argv[2]);
}

module.exports = { run };
