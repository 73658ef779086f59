'use strict';

const { AbstractCursor } = require('./cursor');
const { aggregateCommand } = require('./cursors');

const START = ['resumeAfter', 'startAfter', 'startAtOperationTime'];

/** npm mongodb's `ChangeStreamCursor`: the events of a change stream, with the token to go on from. */
class ChangeStreamCursor extends AbstractCursor {
  constructor(client, namespace, pipeline = [], options = {}) {
    super(client, namespace, { ...options, tailable: true, awaitData: true });
    this.pipeline = pipeline;
    this.changeStreamCursorOptions = options;
    this._resumeToken = null;
    this.startAtOperationTime = options.startAtOperationTime ?? null;
    this.hasReceived = false;
    this.postBatchResumeToken = undefined;
    this.maxWireVersion = undefined;
    const token = options.startAfter || options.resumeAfter;
    if (token) this.resumeToken = token;
  }

  get resumeToken() {
    return this._resumeToken;
  }

  set resumeToken(token) {
    this._resumeToken = token;
    this.emit('resumeTokenChanged', token);
  }

  /** The options of a cursor that goes on where this one has come to. */
  get resumeOptions() {
    const options = Object.fromEntries(Object.entries(this.changeStreamCursorOptions)
      .filter(([name]) => !START.includes(name)));
    if (this.resumeToken != null) {
      const name = this.changeStreamCursorOptions.startAfter && !this.hasReceived ? 'startAfter' : 'resumeAfter';
      options[name] = this.resumeToken;
    } else if (this.startAtOperationTime != null) {
      options.startAtOperationTime = this.startAtOperationTime;
    }
    return options;
  }

  /** Takes the token of an event that is given to the app; after the last one of a batch, the batch's. */
  cacheResumeToken(token) {
    this.resumeToken = (this.bufferedCount() === 0 && this.postBatchResumeToken) || token;
    this.hasReceived = true;
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
      this.postBatchResumeToken = postBatchResumeToken;
      if (batch.length === 0) this.resumeToken = postBatchResumeToken;
    }
    this.emit(first ? 'init' : 'more', reply);
    this.emit('response');
  }
}

module.exports = { ChangeStreamCursor };
