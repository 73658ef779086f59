'use strict';

// A driver with a replica set of one member, which is played here: what the member is sent, and what becomes of its
// failures. replica.txt is what npm's driver 7 prints.

const net = require('net');
const util = require('util');
const { BSON, MongoClient, Long, ObjectId, Timestamp } = require('mongodb');

const SET = 'rs0';
const HEADER = 16;
const processId = new ObjectId();
const show = (...words) => console.log(...words.map(word => (typeof word === 'string' ? word
  : util.inspect(word, { breakLength: Infinity, depth: 6 }))));

/** The member: answers by what `script` says of a command, at most once each, and otherwise plainly. */
class Member {
  constructor() {
    this.script = [];
    this.sockets = new Set();
    this.awaiting = new Set();
    this.version = 1;
    this.clock = 100;
    this.quiet = true;
    this.timed = false;
    this.primary = true;
    this.server = net.createServer(socket => this.#serve(socket));
  }

  async listen(port = 0) {
    await new Promise(resolve => this.server.listen(port, '127.0.0.1', resolve));
    this.address = `127.0.0.1:${this.server.address().port}`;
  }

  /** Ends all connections and listens no more. */
  async die() {
    const closed = new Promise(resolve => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  #serve(socket) {
    this.sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.sockets.delete(socket));
    let rest = Buffer.alloc(0);
    socket.on('data', chunk => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
        const size = rest.readInt32LE(0);
        this.#take(socket, rest.subarray(0, size));
        rest = rest.subarray(size);
      }
    });
  }

  #take(socket, message) {
    const request = message.readInt32LE(4);
    const legacy = message.readInt32LE(12) === 2004;
    const at = legacy ? message.indexOf(0, 20) + 9 : HEADER + 5;
    const flags = legacy ? 0 : message.readInt32LE(HEADER);
    const size = message.readInt32LE(at);
    const command = BSON.deserialize(message.subarray(at, at + size), { promoteLongs: false });
    // Documents may stand in sections of their own.
    for (let next = at + size; next < message.length;) {
      const end = next + 1 + message.readInt32LE(next + 1);
      const name = message.toString('utf8', next + 5, message.indexOf(0, next + 5));
      const list = [];
      for (let one = message.indexOf(0, next + 5) + 1; one < end; one += message.readInt32LE(one)) {
        list.push(BSON.deserialize(message.subarray(one, one + message.readInt32LE(one)), { promoteLongs: false }));
      }
      command[name] = list;
      next = end;
    }
    const send = (reply, more) => this.#send(socket, request, reply, more, legacy);
    const [name] = Object.keys(command);
    if (name === 'ismaster' || name === 'hello') this.#greet(command, send);
    else this.#answer(name, command, flags, socket, send);
  }

  #send(socket, request, reply, more, legacy) {
    const body = BSON.serialize(reply);
    const head = Buffer.alloc(legacy ? HEADER + 20 : HEADER + 5);
    head.writeInt32LE(head.length + body.length, 0);
    head.writeInt32LE(request, 8);
    head.writeInt32LE(legacy ? 1 : 2013, 12);
    if (legacy) head.writeInt32LE(1, HEADER + 16);
    else head.writeInt32LE(more ? 2 : 0, HEADER);
    socket.write(Buffer.concat([head, body]));
  }

  get #state() {
    return {
      isWritablePrimary: this.primary, ismaster: this.primary, secondary: !this.primary, helloOk: true,
      topologyVersion: { processId, counter: Long.fromNumber(this.version) },
      hosts: [this.address], setName: SET, setVersion: 1, me: this.address,
      ...(this.primary && { primary: this.address, electionId: new ObjectId('7fffffff0000000000000001') }),
      maxBsonObjectSize: 16777216, maxMessageSizeBytes: 48000000, maxWriteBatchSize: 100000,
      logicalSessionTimeoutMinutes: 30, minWireVersion: 0, maxWireVersion: 21, readOnly: false, ok: 1,
    };
  }

  #greet(command, send) {
    if (command.topologyVersion === undefined || Number(command.topologyVersion.counter) !== this.version) {
      send(this.#state);
      return;
    }
    this.awaiting.add(() => send(this.#state, true));
  }

  /** Tells the monitors at once that something has changed. */
  changed(primary = this.primary) {
    this.primary = primary;
    this.version++;
    for (const tell of this.awaiting) tell();
  }

  #times() {
    const time = new Timestamp({ t: ++this.clock, i: 1 });
    return { $clusterTime: { clusterTime: time }, operationTime: time };
  }

  #answer(name, command, flags, socket, send) {
    if (!this.quiet && name !== 'endSessions') show('  >', masked(command, this.timed), flags === 0 ? '' : flags);
    const at = this.script.findIndex(step => step.on === undefined || step.on === name);
    const [step] = at < 0 ? [] : this.script.splice(at, 1);
    if (step?.cut) socket.destroy();
    else if (step?.silent || (flags & 2) !== 0) return;
    else send({ ...plain(name, command), ...this.#times(), ...step?.reply });
    // One that says so of itself tells those who watch it when it is well again.
    if (step?.reply?.ok === 0 || step?.reply?.writeConcernError) setTimeout(() => this.changed(), 20);
  }
}

/** What the member answers when all is well. */
function plain(name, command) {
  const ns = `${command.$db}.${command[name]}`;
  switch (name) {
    case 'find': return { cursor: { firstBatch: [{ _id: 1 }], id: Long.fromNumber(0), ns }, ok: 1 };
    case 'aggregate':
      return { cursor: { firstBatch: [], id: Long.fromNumber(7), ns, postBatchResumeToken: { _data: '01' } }, ok: 1 };
    case 'getMore': return {
      cursor: { nextBatch: [{ _id: { _data: '02' }, operationType: 'insert' }], id: Long.fromNumber(7),
        ns: `${command.$db}.${command.collection}`, postBatchResumeToken: { _data: '02' } }, ok: 1,
    };
    case 'update': return { n: 1, nModified: 1, ok: 1 };
    case 'findAndModify': return { lastErrorObject: { n: 1 }, value: { _id: 1 }, ok: 1 };
    default: return { n: 1, ok: 1 };
  }
}

const sessions = [];

/** Sessions are named by the order they are seen in. Which connection a command takes says which time it has heard. */
function masked({ lsid, $clusterTime, $db, documents, ...command }, timed) {
  const shown = { ...command, ...(documents && { documents }), $db };
  if (lsid !== undefined) {
    const id = lsid.id.toString('hex');
    if (!sessions.includes(id)) sessions.push(id);
    shown.lsid = sessions.indexOf(id);
  }
  if (timed && $clusterTime !== undefined) shown.time = $clusterTime.clusterTime.t;
  return shown;
}

function told(error) {
  return [error.name, error.message.replace(/127\.0\.0\.1:\d+/g, 'HOST').replace(/connection \d+/, 'connection N'),
    error.code, error.errorLabels, error.cause?.code];
}

async function outcome(label, work) {
  show(`${label}:`);
  try {
    show('  =', await work());
  } catch (error) {
    show('  !', told(error));
  }
}

const NOT_PRIMARY = { ok: 0, code: 10107, codeName: 'NotWritablePrimary', errmsg: 'not primary',
  errorLabels: ['RetryableWriteError'] };
const CONFLICT = { ok: 0, code: 112, codeName: 'WriteConflict', errmsg: 'conflict',
  errorLabels: ['TransientTransactionError'] };
const UNKNOWN_COMMIT = { ok: 0, code: 91, errmsg: 'going down',
  errorLabels: ['UnknownTransactionCommitResult', 'RetryableWriteError'] };

async function retries(member, collection) {
  for (const [label, work] of Object.entries({
    findOne: () => collection.findOne({ _id: 1 }),
    insertOne: () => collection.insertOne({ _id: 1 }),
    updateOne: () => collection.updateOne({ _id: 1 }, { $set: { a: 1 } }),
    updateMany: () => collection.updateMany({}, { $set: { a: 1 } }),
    deleteMany: () => collection.deleteMany({}),
    findOneAndUpdate: () => collection.findOneAndUpdate({ _id: 1 }, { $set: { a: 1 } }),
    bulkWrite: () => collection.bulkWrite([{ insertOne: { document: { _id: 2 } } }]),
    command: () => collection.db.command({ ping: 1 }),
    aggregate: () => collection.aggregate([{ $match: {} }]).next(),
    out: () => collection.aggregate([{ $out: 'o' }]).toArray(),
    count: () => collection.estimatedDocumentCount(),
    index: () => collection.createIndex({ a: 1 }),
  })) {
    member.script = [{ cut: true }];
    await outcome(`${label}, cut`, work);
    member.script = [{ reply: NOT_PRIMARY }];
    await outcome(`${label}, not primary`, work);
  }
  member.script = [{ cut: true }, { cut: true }];
  await outcome('cut twice', () => collection.insertOne({ _id: 3 }));
  member.script = [{ cut: true }, { reply: { ok: 0, code: 1, errmsg: 'no', errorLabels: ['NoWritesPerformed'] } }];
  await outcome('cut, then nothing done', () => collection.insertOne({ _id: 3 }));
  member.script = [{ reply: { writeConcernError: { code: 91, errmsg: 'down' }, errorLabels: ['RetryableWriteError'] } }];
  await outcome('concern', () => collection.insertOne({ _id: 3 }));
  member.script = [{ reply: { writeConcernError: { code: 64, errmsg: 'late' } } }];
  await outcome('concern that stays', () => collection.insertOne({ _id: 3 }));
}

async function transactions(client, member, collection) {
  const within = (work, options) => client.withSession(options ?? {}, session => work(session));
  await outcome('transaction', () => within(session => session.withTransaction(async () => {
    await collection.insertOne({ _id: 1 }, { session });
    await collection.findOne({ _id: 1 }, { session });
    return 'done';
  }, { writeConcern: { w: 'majority' }, readConcern: { level: 'snapshot' } })));
  await outcome('empty', () => within(session => session.withTransaction(async () => 'nothing')));
  await outcome('aborted', () => within(session => session.withTransaction(async () => {
    await collection.insertOne({ _id: 1 }, { session });
    throw new Error('mine');
  })));
  member.script = [{ on: 'insert', reply: CONFLICT }];
  await outcome('conflict', () => within(session => session.withTransaction(
    () => collection.insertOne({ _id: 1 }, { session }))));
  member.script = [{ on: 'commitTransaction', reply: UNKNOWN_COMMIT }];
  await outcome('commit unknown', () => within(session => session.withTransaction(
    () => collection.insertOne({ _id: 1 }, { session }))));
  member.script = [{ on: 'commitTransaction', cut: true }];
  await outcome('commit cut', () => within(session => session.withTransaction(
    () => collection.insertOne({ _id: 1 }, { session }))));
  member.script = [{ on: 'insert', cut: true }];
  await outcome('insert cut', () => within(async session => {
    session.startTransaction();
    await collection.insertOne({ _id: 1 }, { session });
  }));
  await outcome('states', () => within(async session => {
    const seen = [session.transaction.state, session.inTransaction()];
    session.startTransaction();
    seen.push(session.transaction.state);
    await collection.insertOne({ _id: 1 }, { session });
    seen.push(session.transaction.state);
    await session.commitTransaction();
    seen.push(session.transaction.state);
    await session.commitTransaction();
    await collection.insertOne({ _id: 1 }, { session });
    seen.push(session.transaction.state);
    return seen;
  }));
  for (const wrong of [s => s.commitTransaction(), s => s.abortTransaction(), s => s.withTransaction(() => 1)]) {
    await outcome('refused', () => within(wrong));
  }
  await outcome('two', () => within(async session => {
    session.startTransaction();
    session.startTransaction();
  }));
  await outcome('read preference', () => within(async session => {
    session.startTransaction();
    await collection.findOne({}, { session, readPreference: 'secondary' });
  }));
  member.timed = true;
  await outcome('causal', () => within(async session => {
    await collection.insertOne({ _id: 1 }, { session });
    await collection.findOne({}, { session });
    await collection.findOne({}, { session, readConcern: { level: 'majority' } });
    return [session.operationTime?.t, session.clusterTime?.clusterTime.t, session.supports];
  }));
  member.timed = false;
  await outcome('snapshot', () => within(async session => {
    member.script = [{ on: 'find', reply: { cursor: { firstBatch: [], id: Long.fromNumber(0), ns: 'r.x',
      atClusterTime: new Timestamp({ t: 9, i: 9 }) } } }];
    await collection.findOne({}, { session });
    await collection.findOne({}, { session });
    return [session.snapshotEnabled, session.supports];
  }, { snapshot: true }));
  await outcome('unacknowledged', () => within(session => collection.insertOne({}, { session, writeConcern: { w: 0 } })));
  await outcome('unacknowledged, no session', () => collection.insertOne({ _id: 1 }, { writeConcern: { w: 0 } }));
  await outcome('ended', async () => {
    const session = client.startSession();
    await session.endSession();
    await collection.findOne({}, { session });
  });
}

async function streams(member, collection) {
  const stream = collection.watch([{ $match: { operationType: 'insert' } }], { fullDocument: 'updateLookup' });
  stream.on('resumeTokenChanged', token => show('  token', token));
  await outcome('next', () => stream.next());
  member.script = [{ on: 'getMore', cut: true }];
  await outcome('next, cut', () => stream.next());
  member.script = [{ on: 'getMore', reply: { ok: 0, code: 43, errmsg: 'cursor not found' } }];
  await outcome('next, cursor lost', () => stream.next());
  member.script = [{ on: 'getMore', reply: { ok: 0, code: 280, errmsg: 'fatal',
    errorLabels: ['NonResumableChangeStreamError'] } }];
  await outcome('next, fatal', () => stream.next());
  show(stream.closed, stream.resumeToken);
  const events = collection.watch();
  member.script = [{ on: 'getMore' }, { on: 'getMore', cut: true }, { on: 'getMore' },
    { on: 'getMore', reply: { ok: 0, code: 280, errmsg: 'fatal' } }];
  await new Promise(resolve => {
    events.on('change', change => show('  change', change));
    events.on('close', () => show('  close'));
    events.on('error', error => {
      show('  error', told(error));
      setImmediate(resolve);
    });
  });
}

async function main() {
  const member = new Member();
  await member.listen();
  const client = new MongoClient(`mongodb://${member.address}/?replicaSet=${SET}`, {
    serverSelectionTimeoutMS: 3000, minHeartbeatFrequencyMS: 50,
  });
  const names = ['topologyDescriptionChanged', 'serverDescriptionChanged', 'connectionPoolCleared', 'connectionPoolReady'];
  const seen = [];
  for (const name of names) {
    client.on(name, ({ newDescription, interruptInUseConnections }) => seen.push(
      [name, newDescription?.type, interruptInUseConnections, newDescription?.error?.name].filter(Boolean).join(' ')));
  }
  await client.connect();
  show(seen.splice(0), client.topology.description.setName);
  member.quiet = false;
  const collection = client.db('r').collection('x');
  await retries(member, collection);
  show(seen.splice(0, 9));
  await transactions(client, member, collection);
  await streams(member, collection);
  member.script = [];
  seen.length = 0;
  const down = new Promise(resolve => { client.once('serverDescriptionChanged', resolve); });
  member.changed(false);
  await down;
  show(seen.splice(0), client.topology.description.type);
  member.quiet = true;
  const up = outcome('waits for a primary', () => collection.insertOne({ _id: 9 }));
  member.changed(true);
  await up;
  seen.length = 0;
  await member.die();
  await outcome('dead', () => collection.findOne({ _id: 1 }));
  await client.close();
}

main().then(() => process.exit());
