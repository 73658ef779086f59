'use strict';

const errors = require('./errors');
const { unpack } = require('./reply');
const { deserialize } = require('../bson/deserializer');
const { write } = require('../bson/serializer');

let java;

/** Gives this package its Java side; of two versions in one app the first one's serves both. */
function bind(javaBinding) {
  java ??= javaBinding;
}

function failure(text) {
  const { name, message, code, cause } = JSON.parse(text);
  const Type = errors[name] ?? errors.MongoDriverError;
  if (name === 'MongoServerError') return new Type({ message, code: Number(code) });
  if (name !== 'MongoServerSelectionError') {
    const error = new Type(message);
    if (code) error.code = code;
    return error;
  }
  const reason = new errors.MongoNetworkError(cause || message);
  if (code) reason.code = code;
  return new Type(message, { type: 'Unknown', servers: new Map(), error: reason });
}

/** Turns what Java gave into a value, or throws the error it describes. */
function outcome(result, options) {
  if (typeof result !== 'string') return deserialize(new Uint8Array(new ArrayBuffer(result)), options);
  const text = result.slice(1);
  switch (result[0]) {
    case 'P': return unpack(text);
    case 'S': throw new errors.MongoServerError(unpack(text));
    case 'F': throw failure(text);
    default: return text;
  }
}

/** Asks Java; the errors are made in the async function itself, so that they tell where the app awaits it. */
async function call(start, options) {
  const result = await new Promise((resolve, reject) => {
    start((error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
  return outcome(result, options);
}

/** Connects and resolves to a handle. */
async function connect(uri, patient) {
  return Number(await call(callback => java.connect(uri, patient, callback)));
}

/** Gives a handle back. */
function close(handle) {
  return call(callback => java.close(handle, callback));
}

/**
 * Sends a command and resolves to the reply.
 *
 * @param {number} handle
 * @param {string} database
 * @param {object} command
 * @param {object} options how to write (`ignoreUndefined`, `serializeFunctions`, `checkKeys`) and read
 *   (`promoteLongs`, `promoteValues`, `promoteBuffers`, `bsonRegExp`, `useBigInt64`, `raw`), `readPreference`, `session`
 */
function command(handle, database, document, options) {
  const raw = options.promoteLongs === false || options.promoteValues === false || options.promoteBuffers === true
    || options.bsonRegExp === true || options.useBigInt64 === true || options.raw === true
    || options.fieldsAsRaw != null;
  const written = { ...options, ignoreUndefined: options.ignoreUndefined === true };
  return call(callback => write(document, written, (bytes, length) => {
    const session = options.session?.number ?? 0;
    const mode = options.readPreference?.mode ?? null;
    java.command(handle, database, bytes.buffer, length, mode, session, raw, callback);
  }), options);
}

function startSession(handle, causallyConsistent, snapshot) {
  return java.startSession(handle, causallyConsistent, snapshot);
}

/** Does `start`, `commit`, `abort` or `end` to a session. */
function transaction(handle, session, action, options = {}) {
  return call(callback => java.transaction(handle, session, action, JSON.stringify(options), callback));
}

module.exports = { bind, connect, close, command, startSession, transaction };
