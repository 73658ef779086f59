'use strict';

const { Readable } = require('stream');
const errors = require('./errors');

const { MongoGridFSChunkError, MongoGridFSStreamError, MongoInvalidArgumentError, MongoRuntimeError } = errors;

function notFound({ _id, filename }) {
  const error = new MongoRuntimeError(`FileNotFound: file ${_id == null ? filename : _id.$eq} was not found`);
  error.code = 'ENOENT';
  return error;
}

/** Throws where the range that is asked for does not lie in the file. */
function checkRange({ start, end }, { length }) {
  const complain = text => { throw new MongoInvalidArgumentError(text); };
  if (start == null) complain('Start option must be defined');
  if (start > length) complain(`Stream start (${start}) must not be more than the length of the file (${length})`);
  if (start < 0) complain(`Stream start (${start}) must not be negative`);
  if (end != null && end < start) complain(`Stream start (${start}) must not be greater than stream end (${end})`);
  if (end == null) complain('End option must be defined');
  if (end > length) complain(`Stream end (${end}) must not be more than the length of the file (${length})`);
}

/** npm mongodb's `GridFSBucketReadStream`: a file, or the bytes of it from `start` to before `end`. */
class GridFSBucketReadStream extends Readable {
  static FILE = 'file';

  constructor(chunks, files, readPreference, filter, options) {
    super({ emitClose: true });
    this.s = {
      bytesToTrim: 0,
      bytesToSkip: 0,
      bytesRead: 0,
      chunks,
      expected: 0,
      files,
      filter,
      init: false,
      expectedEnd: 0,
      options: { start: 0, end: 0, ...options },
      readPreference,
    };
  }

  start(start = 0) {
    this.#change('start', start);
    return this;
  }

  end(end = 0) {
    this.#change('end', end);
    return this;
  }

  #change(name, value) {
    if (this.s.init) {
      throw new MongoGridFSStreamError('Options cannot be changed after the stream is initialized');
    }
    this.s.options[name] = value;
  }

  _read() {
    if (this.destroyed) return;
    this.#advance().catch(error => this.destroy(error));
  }

  async #advance() {
    if (!this.s.init) {
      this.s.init = true;
      if (!await this.#open()) return;
    }
    const chunk = await this.s.cursor.next();
    if (this.destroyed) return;
    if (chunk === null) {
      this.push(null);
      await this.s.cursor.close();
      return;
    }
    const bytes = this.#part(chunk);
    this.push(bytes);
  }

  /** Finds the file and starts reading its chunks; false where there is nothing to read. */
  async #open() {
    const { s } = this;
    const { sort, skip, start, end } = s.options;
    const preference = s.readPreference && { readPreference: s.readPreference };
    const file = await s.files.findOne(s.filter, { ...preference, ...(sort && { sort }), ...(skip && { skip }) });
    if (this.destroyed) return false;
    if (!file) throw notFound(s.filter);
    if (file.length <= 0) {
      this.push(null);
      return false;
    }
    checkRange(s.options, file);
    const first = Math.floor(start / file.chunkSize);
    const behind = Math.ceil(end / file.chunkSize);
    s.bytesRead = first * file.chunkSize;
    s.expected = first;
    s.bytesToSkip = start - s.bytesRead;
    s.expectedEnd = behind;
    s.bytesToTrim = behind * file.chunkSize - end;
    const filter = { files_id: { $eq: file._id }, ...(first > 0 && { n: { $gte: first } }) };
    s.cursor = s.chunks.find(filter).sort({ n: 1 }).limit(behind - first > 0 ? behind - first : 0);
    if (s.readPreference) s.cursor.withReadPreference(s.readPreference);
    s.file = file;
    this.emit('file', file);
    return !this.destroyed;
  }

  /** The bytes of a chunk that are asked for, once it is the one that must come now. */
  #part(chunk) {
    const { s } = this;
    const { length, chunkSize } = s.file;
    const remaining = length - s.bytesRead;
    const number = s.expected++;
    const expected = Math.min(chunkSize, remaining);
    const complain = text => { throw new MongoGridFSChunkError(text); };
    if (chunk.n > number) complain(`ChunkIsMissing: Got unexpected n: ${chunk.n}, expected: ${number}`);
    if (chunk.n < number) complain(`ExtraChunk: Got unexpected n: ${chunk.n}, expected: ${number}`);
    const bytes = ArrayBuffer.isView(chunk.data) ? chunk.data : chunk.data.buffer;
    if (bytes.byteLength !== expected) {
      if (remaining <= 0) {
        complain(`ExtraChunk: Got unexpected n: ${chunk.n}, expected file length ${length} bytes but already read `
          + `${s.bytesRead} bytes`);
      }
      complain(`ChunkIsWrongSize: Got unexpected length: ${bytes.byteLength}, expected: ${expected}`);
    }
    s.bytesRead += bytes.byteLength;
    if (bytes.byteLength === 0) return null;
    const from = s.bytesToSkip;
    s.bytesToSkip = 0;
    const to = number === s.expectedEnd - 1 ? chunkSize - s.bytesToTrim : bytes.byteLength;
    return bytes.subarray(from, to);
  }

  /** Ends the stream early. */
  async abort() {
    this.push(null);
    this.destroy();
    await this.s.cursor?.close();
  }
}

module.exports = { GridFSBucketReadStream };
