'use strict';

const { EventEmitter } = require('events');
const { MongoRuntimeError } = require('./errors');
const { WriteConcern } = require('./concerns');
const { GridFSBucketReadStream } = require('./gridfs-download');
const { GridFSBucketWriteStream } = require('./gridfs-upload');
const { resolve } = require('./shared');

const CHUNK_BYTES = 255 * 1024;

/** npm mongodb's `GridFSBucket`: files of any size in two collections. */
class GridFSBucket extends EventEmitter {
  static INDEX = 'index';

  constructor(db, options) {
    super();
    this.on('error', () => {});
    this.setMaxListeners(0);
    const settings = resolve(db, {
      bucketName: 'fs', chunkSizeBytes: CHUNK_BYTES, ...options, writeConcern: WriteConcern.fromOptions(options),
    });
    this.s = {
      db,
      options: settings,
      _chunksCollection: db.collection(`${settings.bucketName}.chunks`),
      _filesCollection: db.collection(`${settings.bucketName}.files`),
      checkedIndexes: false,
      calledOpenUploadStream: false,
    };
  }

  /** A writable stream that makes a new file. */
  openUploadStream(filename, options) {
    return new GridFSBucketWriteStream(this, filename, { ...options });
  }

  /** The same with an id of the caller's. */
  openUploadStreamWithId(id, filename, options) {
    return new GridFSBucketWriteStream(this, filename, { ...options, id });
  }

  /** A readable stream of the file with an id. */
  openDownloadStream(id, options) {
    return this.#download({ _id: { $eq: id } }, options);
  }

  /** A readable stream of one revision of a name: 0 is the first, 1 the second, -1 (the default) the newest. */
  openDownloadStreamByName(filename, options) {
    const revision = options?.revision ?? -1;
    const order = revision < 0
      ? { sort: { uploadDate: -1 }, skip: -revision - 1 } : { sort: { uploadDate: 1 }, skip: revision };
    return this.#download({ filename }, { ...options, ...order });
  }

  #download(filter, options) {
    const { _chunksCollection: chunks, _filesCollection: files, options: { readPreference } } = this.s;
    return new GridFSBucketReadStream(chunks, files, readPreference, filter, { ...options });
  }

  /** The documents of the files. */
  find(filter = {}, options = {}) {
    return this.s._filesCollection.find(filter, options);
  }

  async delete(id) {
    const { deletedCount } = await this.s._filesCollection.deleteOne({ _id: { $eq: id } });
    // Chunks without a file are what an upload that broke off has left.
    await this.s._chunksCollection.deleteMany({ files_id: { $eq: id } });
    if (deletedCount === 0) throw new MongoRuntimeError(`File not found for id ${id}`);
  }

  async rename(id, filename, options) {
    const { matchedCount } = await this.s._filesCollection.updateOne(
      { _id: { $eq: id } }, { $set: { filename } }, options);
    if (matchedCount === 0) throw new MongoRuntimeError(`File with id ${id} not found`);
  }

  async drop() {
    await this.s._filesCollection.drop();
    await this.s._chunksCollection.drop();
  }
}

module.exports = { GridFSBucket };
