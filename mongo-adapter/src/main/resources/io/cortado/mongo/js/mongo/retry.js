'use strict';

const { MongoError, MongoNetworkError, MongoServerSelectionError } = require('./errors');

/** The codes of the server after which the same read may succeed. */
const RETRYABLE_READS = new Set([6, 7, 89, 91, 134, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const RECOVERING = new Set([91, 189, 11600, 11602, 13436]);
const NOT_PRIMARY = new Set([10107, 13435, 10058]);
const SHUTTING_DOWN = new Set([91, 11600]);
/** What a change stream of a server before 4.4 goes on after. */
const RESUMABLE = new Set([6, 7, 43, 63, 89, 91, 133, 150, 189, 234, 262, 9001, 10107, 11600, 11602, 13388, 13435,
  13436]);
const LABELS_WIRE = 9;

const says = (error, text) => error.message.toLowerCase().includes(text);

function isRecovering(error) {
  if (typeof error.code === 'number') return RECOVERING.has(error.code);
  return says(error, 'not master or secondary') || says(error, 'node is recovering');
}

function isNotPrimary(error) {
  if (typeof error.code === 'number') return NOT_PRIMARY.has(error.code);
  return !isRecovering(error) && says(error, 'not master');
}

/** Whether the server has stopped being what it was in its set. */
function isStateChange(error) {
  return isRecovering(error) || isNotPrimary(error);
}

function isNodeShuttingDown({ code }) {
  return SHUTTING_DOWN.has(code);
}

function isRetryableRead(error) {
  return RETRYABLE_READS.has(error.code) || error instanceof MongoNetworkError || says(error, 'not master')
    || says(error, 'node is recovering');
}

function isRetryableWrite(error) {
  return error.hasErrorLabel('RetryableWriteError') || error.hasErrorLabel('PoolRequestedRetry');
}

/** Whether a change stream may go on after an error of its cursor. */
function isResumable(error, wireVersion) {
  if (!(error instanceof MongoError)) return false;
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (wireVersion >= LABELS_WIRE) return error.code === 43 || error.hasErrorLabel('ResumableChangeStreamError');
  return RESUMABLE.has(error.code);
}

/** Whether a login that failed may be tried again by a write: what `RetryableWriteError` says of other errors. */
function isRetryableHandshake(error) {
  return error.hasErrorLabel('HandshakeError') && RETRYABLE_READS.has(Number(error.code));
}

module.exports = {
  isNodeShuttingDown, isResumable, isRetryableHandshake, isRetryableRead, isRetryableWrite, isStateChange,
};
