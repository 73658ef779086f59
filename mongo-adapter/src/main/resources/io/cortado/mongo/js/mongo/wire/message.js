'use strict';

const { Buffer } = require('buffer');
const { Binary } = require('../../bson/binary');
const { Long } = require('../../bson/long');
const { write } = require('../../bson/serializer');

const OP_MSG = 2013;
const HEADER = 16;
/** Header, flags and the kind of the one section that a message has. */
const BODY = HEADER + 5;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 0x10000;

let lastRequest = 0;

/** A number for the next message. */
function nextRequest() {
  lastRequest = (lastRequest + 1) & 0x7fffffff;
  return lastRequest;
}

const PLAIN = { ignoreUndefined: false };

/** What npm's driver has room for: the largest document with a command around it. */
const MOST_BYTES = 17 * 1024 * 1024;

function requireFits(length) {
  if (length <= MOST_BYTES) return;
  const text = `The value of "offset" is out of range. It must be >= 0 && <= ${MOST_BYTES}. Received ${length}`;
  throw Object.assign(new RangeError(text), { code: 'ERR_OUT_OF_RANGE' });
}

function putInt32(bytes, at, value) {
  bytes[at] = value;
  bytes[at + 1] = value >> 8;
  bytes[at + 2] = value >> 16;
  bytes[at + 3] = value >> 24;
}

/**
 * Hands the bytes of a command to `use(bytes, length)`; they are valid during that call only. `flags` is a sum of the
 * constants of this file, `tail` the bytes of more fields.
 */
function encode(request, document, options, flags, use, tail) {
  const { ignoreUndefined, checkKeys, serializeFunctions } = options;
  const settings = ignoreUndefined === true || checkKeys === true || serializeFunctions === true
    ? { ignoreUndefined: ignoreUndefined === true, checkKeys, serializeFunctions } : PLAIN;
  write(document, settings, (bytes, length) => {
    requireFits(length);
    putInt32(bytes, 0, length);
    putInt32(bytes, 4, request);
    putInt32(bytes, 8, 0);
    putInt32(bytes, 12, OP_MSG);
    putInt32(bytes, HEADER, flags);
    bytes[HEADER + 4] = 0;
    use(bytes, length);
  }, BODY, tail);
}

/** Where in a tail the bytes of the session's id are, and the number of its transaction. */
const SESSION_AT = 19;
const NUMBER_AT = 47;
const NO_NUMBER = new Long(0, 0, false);

/** The fields that end commands, as bytes: the session's, a number where `numbered`, and `fields`. */
function makeTail(numbered, fields) {
  const lsid = { id: new Binary(Buffer.alloc(16), 4) };
  const document = { lsid, ...(numbered && { txnNumber: NO_NUMBER }), ...fields };
  return write(document, PLAIN, (bytes, length) => bytes.slice(4, length - 1));
}

function fillTail(tail, { id, txnNumber }, numbered) {
  tail.set(id.id.buffer, SESSION_AT);
  if (!numbered) return;
  putInt32(tail, NUMBER_AT, txnNumber);
  putInt32(tail, NUMBER_AT + 4, Math.floor(txnNumber / 0x100000000));
}

/** Whether the server will send another message without being asked. */
function hasMoreToCome(bytes, at) {
  return (bytes[at + HEADER] & MORE_TO_COME) !== 0;
}

/** Puts what a socket gives together to whole messages. */
class Inbox {
  /** `take(bytes, at, length)` gets each message; its bytes are its own or stay as they are. */
  constructor(take) {
    this.take = take;
    this.parts = [];
    this.length = 0;
    this.wanted = 0;
  }

  push(chunk) {
    if (this.length === 0) {
      this.#cut(chunk);
      return;
    }
    this.parts.push(chunk);
    this.length += chunk.length;
    // A length that is not known yet is asked for with every chunk.
    if (this.length < this.wanted) return;
    const whole = Buffer.concat(this.parts, this.length);
    this.parts = [];
    this.length = 0;
    this.#cut(whole);
  }

  #cut(bytes) {
    let at = 0;
    while (bytes.length - at >= HEADER) {
      const size = bytes.readInt32LE(at);
      this.wanted = size;
      if (size < HEADER) throw new RangeError(`a message of ${size} bytes`);
      if (bytes.length - at < size) break;
      this.take(bytes, at, size);
      at += size;
    }
    if (at === bytes.length) return;
    if (bytes.length - at < HEADER) this.wanted = HEADER;
    this.parts.push(at === 0 ? bytes : bytes.subarray(at));
    this.length = bytes.length - at;
  }
}

module.exports = {
  BODY, EXHAUST_ALLOWED, HEADER, Inbox, MORE_TO_COME, OP_MSG, encode, fillTail, hasMoreToCome, makeTail, nextRequest,
  requireFits,
};
