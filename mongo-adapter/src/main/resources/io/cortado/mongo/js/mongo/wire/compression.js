'use strict';

const { Buffer } = require('buffer');
const zlib = require('zlib');
const { MongoDecompressionError } = require('../errors');
const { HEADER } = require('./message');

const OP_COMPRESSED = 2012;
const HEAD = HEADER + 9;
const ZLIB = 2;

/** What must be readable on the way, or proves who somebody is. */
const NEVER = new Set(['ismaster', 'hello', 'saslStart', 'saslContinue', 'getnonce', 'authenticate', 'createUser',
  'updateUser', 'copydbSaslStart', 'copydbgetnonce', 'copydb']);

/** A message of a command in zlib's form. */
function compress(name, bytes, level) {
  if (NEVER.has(name)) return bytes;
  const packed = zlib.deflateSync(bytes.subarray(HEADER), level > 0 ? { level } : undefined);
  const whole = Buffer.allocUnsafeSlow(HEAD + packed.length);
  bytes.copy(whole, 0, 0, HEADER);
  whole.writeInt32LE(whole.length, 0);
  whole.writeInt32LE(OP_COMPRESSED, 12);
  bytes.copy(whole, HEADER, 12, HEADER);
  whole.writeInt32LE(bytes.length - HEADER, HEADER + 4);
  whole[HEADER + 8] = ZLIB;
  whole.set(packed, HEAD);
  return whole;
}

/** The message that a compressed one stands for. */
function decompress(bytes, at, length) {
  const compressor = bytes[at + HEADER + 8];
  const body = bytes.subarray(at + HEAD, at + length);
  if (compressor !== 0 && compressor !== ZLIB) {
    throw new MongoDecompressionError('Message could not be decompressed: the server has chosen a compressor that was '
      + `not offered (${compressor})`);
  }
  const plain = compressor === 0 ? body : zlib.inflateSync(body);
  return Buffer.concat([bytes.subarray(at, at + HEADER), plain]);
}

module.exports = { OP_COMPRESSED, compress, decompress };
