'use strict';

const { clientClass, storeBase } = require('./session/base');
const { settingsOf, transforms } = require('./session/settings');
const { unsupported } = require('./mongo/errors');

function expiryOf(session, ttl) {
  const expires = session?.cookie?.expires;
  return expires ? new Date(expires) : new Date(Date.now() + ttl * 1000);
}

function alive() {
  return { $or: [{ expires: { $exists: false } }, { expires: { $gt: new Date() } }] };
}

/**
 * npm connect-mongo's `MongoStore`: express-session's sessions in a collection. It uses the pool of the app's own
 * client when both name the same server.
 */
class MongoStore extends storeBase() {
  constructor(given) {
    super();
    this.options = settingsOf(given);
    this.transformFunctions = transforms(this.options);
    this.cryptoAdapter = this.options.cryptoAdapter;
    const { client, clientPromise, mongoUrl, mongoOptions } = this.options;
    this.clientP = Promise.resolve(client ?? clientPromise ?? clientClass().connect(mongoUrl, mongoOptions));
    this.collectionP = this.clientP.then(async connected => {
      const collection = connected.db(this.options.dbName).collection(this.options.collectionName);
      await this.setAutoRemove(collection);
      return collection;
    });
    // A failure is given to each call that needs the collection; until then nobody listens to it.
    this.collectionP.catch(() => {});
  }

  static create(options) {
    return new MongoStore(options);
  }

  async setAutoRemove(collection) {
    const { autoRemove, autoRemoveInterval } = this.options;
    if (autoRemove === 'native') {
      await collection.createIndex({ expires: 1 }, { background: true, expireAfterSeconds: 0 });
    } else if (autoRemove === 'interval') {
      const sweep = () => collection.deleteMany({ expires: { $lt: new Date() } }).catch(() => {});
      this.timer = setInterval(sweep, autoRemoveInterval * 60000);
      this.timer.unref();
    }
  }

  computeStorageId(sid) {
    return typeof this.options.transformId === 'function' ? this.options.transformId(sid) : sid;
  }

  /** Runs work on the collection and hands its result to a Node-style callback. */
  #with(callback, work) {
    this.collectionP.then(work).then(result => callback(null, result), error => callback(error));
  }

  async #content(document) {
    const { cryptoAdapter, options: { stringify } } = this;
    let payload = document.session;
    if (cryptoAdapter && typeof payload === 'string') {
      payload = await cryptoAdapter.decrypt(payload);
      if (stringify === false) payload = JSON.parse(payload);
    }
    return this.transformFunctions.unserialize(payload);
  }

  async #read(document) {
    const session = await this.#content(document);
    if (this.options.touchAfter > 0 && document.lastModified) session.lastModified = document.lastModified;
    return session;
  }

  async #write(session) {
    const { cryptoAdapter } = this;
    const payload = this.transformFunctions.serialize(session);
    if (!cryptoAdapter) return payload;
    return cryptoAdapter.encrypt(typeof payload === 'string' ? payload : JSON.stringify(payload));
  }

  get(sid, callback) {
    this.#with(callback, async collection => {
      const document = await collection.findOne({ _id: this.computeStorageId(sid), ...alive() });
      const session = document ? await this.#read(document) : null;
      this.emit('get', sid);
      return session;
    });
  }

  set(sid, session, callback = () => {}) {
    this.#with(error => callback(error), async collection => {
      const { touchAfter, timestamps, ttl, writeOperationOptions } = this.options;
      if (touchAfter > 0 && session?.lastModified) delete session.lastModified;
      const _id = this.computeStorageId(sid);
      const document = { _id, session: await this.#write(session), expires: expiryOf(session, ttl) };
      if (touchAfter > 0) document.lastModified = new Date();
      const update = { $set: document };
      if (timestamps) {
        update.$setOnInsert = { createdAt: new Date() };
        update.$currentDate = { updatedAt: true };
      }
      const options = { upsert: true, writeConcern: writeOperationOptions };
      const { upsertedCount } = await collection.updateOne({ _id }, update, options);
      this.emit(upsertedCount > 0 ? 'create' : 'update', sid);
      this.emit('set', sid);
    });
  }

  /**
   * Moves a session's end. A session that is not there any more was destroyed by another request meanwhile, which is no
   * error: failing here would answer a request that had succeeded with 500.
   */
  touch(sid, session, callback = () => {}) {
    this.#with(error => callback(error), async collection => {
      const { touchAfter, timestamps, ttl, writeOperationOptions } = this.options;
      const fields = {};
      const now = new Date();
      if (touchAfter > 0 && session.lastModified) {
        if (now - new Date(session.lastModified) < touchAfter * 1000) return;
        fields.lastModified = now;
      }
      fields.expires = expiryOf(session, ttl);
      const update = { $set: fields };
      if (timestamps) update.$currentDate = { updatedAt: true };
      const filter = { _id: this.computeStorageId(sid) };
      const { matchedCount } = await collection.updateOne(filter, update, { writeConcern: writeOperationOptions });
      if (matchedCount > 0) this.emit('touch', sid, session);
    });
  }

  all(callback) {
    this.#with(callback, async collection => {
      const sessions = [];
      for await (const document of collection.find(alive())) sessions.push(await this.#content(document));
      this.emit('all', sessions);
      return sessions;
    });
  }

  destroy(sid, callback = () => {}) {
    this.#with(error => callback(error), async collection => {
      const options = { writeConcern: this.options.writeOperationOptions };
      await collection.deleteOne({ _id: this.computeStorageId(sid) }, options);
      this.emit('destroy', sid);
    });
  }

  length(callback) {
    this.#with((error, count) => callback(error, error ? 0 : count), collection => collection.countDocuments());
  }

  clear(callback = () => {}) {
    this.#with(error => callback(error), async collection => {
      await collection.deleteMany({}, { writeConcern: this.options.writeOperationOptions });
    });
  }

  async close() {
    clearInterval(this.timer);
    const client = await this.clientP;
    await client.close();
  }
}

function noAdapter(name) {
  return () => {
    throw unsupported(`connect-mongo ${name}`, 'give an object with encrypt(text) and decrypt(text) as cryptoAdapter');
  };
}

module.exports = MongoStore;
module.exports.default = MongoStore;
module.exports.MongoStore = MongoStore;
module.exports.createKrupteinAdapter = noAdapter('createKrupteinAdapter');
module.exports.createWebCryptoAdapter = noAdapter('createWebCryptoAdapter');
