'use strict';

const { AbstractCursor } = require('./cursor');
const { aggregateCommand } = require('./cursors');

/** A stream has no end: its cursor waits for what is not there yet. */
const WAITS = { tailable: true, awaitData: true };

/** npm mongodb's `ChangeStreamCursor`: the events of a change stream, with the token to go on from. */
class ChangeStreamCursor extends AbstractCursor {
  #token = null;
  #received = false;
  #batchToken;

  constructor(client, namespace, pipeline = [], options = {}) {
    super(client, namespace, Object.assign({}, options, WAITS));
    this.pipeline = pipeline;
    this.changeStreamCursorOptions = options;
    this.maxWireVersion = undefined;
    this.startAtOperationTime = options.startAtOperationTime ?? null;
    const from = options.startAfter || options.resumeAfter;
    if (from) this.resumeToken = from;
  }

  get resumeToken() {
    return this.#token;
  }

  set resumeToken(token) {
    this.#token = token;
    this.emit('resumeTokenChanged', token);
  }

  /** The options of a cursor that goes on where this one has come to. */
  get resumeOptions() {
    const { resumeAfter, startAfter, startAtOperationTime, ...options } = this.changeStreamCursorOptions;
    const after = startAfter && !this.#received ? 'startAfter' : 'resumeAfter';
    if (this.#token != null) return { ...options, [after]: this.#token };
    return { ...options, ...(this.startAtOperationTime != null && { startAtOperationTime: this.startAtOperationTime }) };
  }

  /** Takes the token of an event that is given to the app; after the last one of a batch, the batch's. */
  cacheResumeToken(token) {
    this.resumeToken = (this.bufferedCount() === 0 && this.#batchToken) || token;
    this.#received = true;
  }

  clone() {
    return new ChangeStreamCursor(this.client, this.namespace, this.pipeline, { ...this.cursorOptions });
  }

  command() {
    return aggregateCommand(this.namespace, this.pipeline, this.changeStreamCursorOptions, this.cursorOptions);
  }

  answered(reply, batch, server) {
    const first = this.maxWireVersion === undefined;
    this.maxWireVersion = server.description.maxWireVersion;
    const { resumeAfter, startAfter } = this.changeStreamCursorOptions;
    if (first && this.startAtOperationTime == null && resumeAfter == null && startAfter == null) {
      this.startAtOperationTime = reply.operationTime;
    }
    const { postBatchResumeToken } = reply.cursor;
    if (postBatchResumeToken) {
      this.#batchToken = postBatchResumeToken;
      if (batch.length === 0) this.resumeToken = postBatchResumeToken;
    }
    this.emit(first ? 'init' : 'more', reply);
    this.emit('response');
  }
}

module.exports = { ChangeStreamCursor };
