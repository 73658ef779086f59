'use strict';

const { Buffer } = require('buffer');
const { Writable } = require('stream');
const { ObjectId } = require('../bson/object-id');
const { MongoAPIError } = require('./errors');
const { WriteConcern } = require('./concerns');

const CHUNKS_KEY = { files_id: 1, n: 1 };
const FILES_KEY = { filename: 1, uploadDate: 1 };

/** True where an index on exactly these fields, in this or another order, is there. */
async function hasIndex(collection, key) {
  const wanted = Object.keys(key).sort().join();
  const indexes = await collection.listIndexes().toArray().catch(error => {
    if (error.code === 26) return [];
    throw error;
  });
  return indexes.some(index => Object.keys(index.key).sort().join() === wanted);
}

/** The two indexes of a bucket; they are looked at only while it has no file. */
async function makeIndexes({ files, chunks }) {
  if (await files.findOne({}, { projection: { _id: 1 } }) != null) return;
  if (!await hasIndex(files, FILES_KEY)) await files.createIndex(FILES_KEY, { background: false });
  if (!await hasIndex(chunks, CHUNKS_KEY)) await chunks.createIndex(CHUNKS_KEY, { background: true, unique: true });
}

/** npm mongodb's `GridFSBucketWriteStream`: a file being made. Its document is there when `finish` comes. */
class GridFSBucketWriteStream extends Writable {
  gridFSFile = null;

  constructor(bucket, filename, options = {}) {
    super();
    const { _chunksCollection: chunks, _filesCollection: files, options: common } = bucket.s;
    const chunkSizeBytes = options.chunkSizeBytes || common.chunkSizeBytes;
    const writeConcern = WriteConcern.fromOptions(options) || common.writeConcern;
    const start = { bufToStore: Buffer.alloc(chunkSizeBytes), length: 0, n: 0, pos: 0 };
    const state = { streamEnd: false, outstandingRequests: 0, errored: false, aborted: false };
    // In this order the fields are listed.
    Object.assign(this, { bucket, chunks, filename, files, options, writeConcern, done: false },
      { id: options.id || new ObjectId(), chunkSizeBytes, ...start, state });
  }

  _construct(callback) {
    const { s } = this.bucket;
    if (s.calledOpenUploadStream) {
      process.nextTick(callback);
      return;
    }
    s.calledOpenUploadStream = true;
    // Who may write files need not be allowed to make indexes: the upload goes on without them.
    makeIndexes(this).then(() => {
      s.checkedIndexes = true;
      this.bucket.emit('index');
    }, () => {}).then(() => callback());
  }

  _write(chunk, encoding, callback) {
    this.#act(() => this.#take(Buffer.from(chunk, encoding)), callback);
  }

  _final(callback) {
    if (this.state.streamEnd) {
      process.nextTick(callback);
      return;
    }
    this.state.streamEnd = true;
    this.#act(() => this.#finish(), callback);
  }

  #act(work, callback) {
    if (this.state.aborted) {
      const refuse = () => callback(new MongoAPIError('Stream has been aborted'));
      if (this.#isOf6()) process.nextTick(refuse);
      else queueMicrotask(refuse);
      return;
    }
    work().then(() => callback(), error => {
      // The first failure is the stream's; those of inserts under way beside it say nothing more.
      callback(this.state.errored ? null : error);
      this.state.errored = true;
    });
  }

  async #take(bytes) {
    this.length += bytes.length;
    const inserts = [];
    for (let at = 0; at < bytes.length;) {
      const copied = bytes.copy(this.bufToStore, this.pos, at);
      at += copied;
      this.pos += copied;
      if (this.pos === this.chunkSizeBytes) inserts.push(this.#insert(this.n++, this.bufToStore));
    }
    await Promise.all(inserts);
  }

  #insert(n, bytes) {
    const document = { _id: new ObjectId(), files_id: this.id, n, data: Buffer.from(bytes) };
    this.pos = 0;
    this.state.outstandingRequests++;
    return this.chunks.insertOne(document, { writeConcern: this.writeConcern })
      .finally(() => { this.state.outstandingRequests--; });
  }

  async #finish() {
    if (this.pos > 0) await this.#insert(this.n, this.bufToStore.subarray(0, this.pos));
    if (this.state.aborted) throw new MongoAPIError('Stream has been aborted');
    this.done = true;
    const { contentType, aliases, metadata } = this.options;
    const file = {
      _id: this.id,
      length: this.length,
      chunkSize: this.chunkSizeBytes,
      uploadDate: new Date(),
      filename: this.filename,
      ...this.#only6({ contentType, aliases }),
      ...(metadata && { metadata }),
    };
    await this.files.insertOne(file, { writeConcern: this.writeConcern });
    this.gridFSFile = file;
  }

  /** Fields of the file that version 7 of npm's driver does not write any more. */
  #only6(fields) {
    if (!this.#isOf6()) return {};
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
  }

  #isOf6() {
    return this.files.client.s.major === 6;
  }

  /** Gives the upload up and removes what it has written. */
  async abort() {
    if (this.state.streamEnd) throw new MongoAPIError('Cannot abort a stream that has already completed');
    if (this.state.aborted) throw new MongoAPIError('Cannot call abort() on a stream twice');
    this.state.aborted = true;
    await this.chunks.deleteMany({ files_id: this.id });
  }
}

module.exports = { GridFSBucketWriteStream };
