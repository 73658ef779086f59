'use strict';

/** What `socket.send` is given, in all its forms. */

const { Buffer } = require('../buffer/buffer.js');
const { codes, define } = require('../errors/errors.js');

define('ERR_BUFFER_OUT_OF_BOUNDS',
  (name = undefined) => (name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds'), RangeError);

const KINDS = ['Buffer', 'TypedArray', 'DataView', 'string'];

const bytesOf = (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength);

/** A part of what is given first, in bytes. */
function slice(given, offset, length) {
  let bytes = given;
  if (typeof given === 'string') bytes = Buffer.from(given);
  else if (!ArrayBuffer.isView(given)) throw new codes.ERR_INVALID_ARG_TYPE('buffer', KINDS, given);
  else bytes = bytesOf(given);
  const start = offset >>> 0;
  const count = length >>> 0;
  if (start > bytes.byteLength) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('offset');
  if (start + count > bytes.byteLength) throw new codes.ERR_BUFFER_OUT_OF_BOUNDS('length');
  return bytes.subarray(start, start + count);
}

/** One datagram of a string, of bytes or of a list of both. */
function joined(given) {
  if (typeof given === 'string') return Buffer.from(given);
  if (ArrayBuffer.isView(given)) return bytesOf(given);
  if (!Array.isArray(given)) throw new codes.ERR_INVALID_ARG_TYPE('buffer', KINDS, given);
  return Buffer.concat(given.map((part) => {
    if (typeof part === 'string') return Buffer.from(part);
    if (!ArrayBuffer.isView(part)) throw new codes.ERR_INVALID_ARG_TYPE('buffer list arguments', KINDS, given);
    return bytesOf(part);
  }));
}

/** `(message[, offset, length][, port[, address]][, callback])`; connected sockets have no port and address. */
function told(connected, [message, offset, length, port, address, callback]) {
  const part = connected ? typeof length === 'number' : address || (port && typeof port !== 'function');
  const rest = part ? [port, address, callback] : [offset, length, port];
  const bytes = part ? slice(message, offset, length) : message;
  if (!connected) return { message: bytes, port: rest[0], address: rest[1], callback: rest[2] };
  // what stands behind the message is the callback, wherever the rest would stand
  const surplus = part && typeof port === 'function' ? [undefined, address] : [port, address];
  return { message: bytes, callback: part && typeof port !== 'function' ? callback : rest[0], surplus: surplus.some(Boolean) };
}

module.exports = { told, joined };
