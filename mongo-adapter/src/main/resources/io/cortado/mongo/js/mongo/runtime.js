'use strict';

const errors = require('./errors');
const { unpack } = require('./reply');

/** Replies of so many bytes are taken apart beside the loop. */
const LARGE = 128 * 1024;

let java;

/** Gives this package its Java side; of two versions in one app the first one's serves both. */
function bind(javaBinding) {
  java ??= javaBinding;
}

/** Resolves to the outcome of a call of Java's that has a callback. */
function later(start) {
  return new Promise((resolve, reject) => {
    start((error, answer) => {
      if (error) reject(error);
      else resolve(answer);
    });
  });
}

/** Resolves to the port of the embedded server that a connection string asks for, or 0. It is started if need be. */
async function embedded(url) {
  if (!/^mongodb:\/\/(?:embedded|memory)(?:[/?]|$)/.test(url)) return 0;
  try {
    return await later(callback => java.embedded(url, callback));
  } catch ({ message, code }) {
    const error = new errors.MongoRuntimeError(message);
    if (code) error.code = code;
    throw error;
  }
}

/** The document of a reply: `length` bytes of BSON from `start`; a promise of it where it is large. */
function unpacked(bytes, start, length) {
  const from = bytes.byteOffset + start;
  if (length >= LARGE) {
    return later(callback => java.packedLater(bytes.buffer, from, length, callback)).then(unpack, damaged);
  }
  let text;
  try {
    text = java.packed(bytes.buffer, from, length);
  } catch {
    damaged();
  }
  return unpack(text);
}

function damaged() {
  throw new errors.BSONError('The reply of the server is no BSON');
}

module.exports = { bind, embedded, unpacked };
