'use strict';

const { AsyncResource } = require('async_hooks');
const { encode, decode } = require('./radix64');

const DIGEST_LENGTH = 23;
const SALT_LENGTH = 16;

/** Why settings that could be read cannot be used, or undefined. */
function fault({ rounds, bytes }) {
  if (rounds < 4 || rounds > 31) return Error(`Illegal number of rounds (4-31): ${rounds}`);
  return bytes.length === SALT_LENGTH ? undefined : Error(`Illegal salt length: ${bytes.length} != ${SALT_LENGTH}`);
}

/** Reads a salt; an Error where that is none. */
function parse(salt) {
  if (!salt.startsWith('$2')) return Error(`Invalid salt version: ${salt.substring(0, 2)}`);
  const [, minor] = /^\$2([aby]?)\$/.exec(salt) ?? [];
  if (minor === undefined) return Error(`Invalid salt revision: ${salt.substring(2, 4)}`);
  const at = 3 + minor.length;
  if (salt.charAt(at + 2) > '$') return Error('Missing salt rounds');
  const rounds = parseInt(salt.charAt(at), 10) * 10 + parseInt(salt.charAt(at + 1), 10);
  const bytes = decode(salt.substring(at + 3, at + 25), SALT_LENGTH);
  if (Number.isNaN(rounds) && bytes.length === SALT_LENGTH) {
    const error = new Error(`bcryptjs: rounds must be two digits (got ${JSON.stringify(salt.substr(at, 2))})`);
    error.code = 'ERR_CORTADO_UNSUPPORTED';
    return error;
  }
  return { minor, rounds, bytes };
}

/** The text of a hash whose last bytes are in a string of Latin-1. */
function written({ minor, rounds, bytes }, digest) {
  const head = `$2${minor}$${String(rounds).padStart(2, '0')}$${encode(bytes, SALT_LENGTH)}`;
  return head + encode(Buffer.from(digest, 'latin1'), DIGEST_LENGTH);
}

/** Hashes at once, or off the loop where there is a callback; `progress` hears of the start and of the end. */
function compute(java, password, salt, callback, progress) {
  const settings = parse(salt);
  const unusable = settings instanceof Error ? undefined : fault(settings);
  if (settings instanceof Error || unusable) {
    if (!callback) throw unusable ?? settings;
    if (unusable) setImmediate(callback, unusable, null);
    else setImmediate(callback, settings);
    return undefined;
  }
  const { minor, rounds, bytes } = settings;
  const input = [minor === '' ? password : `${password}\0`, rounds, String.fromCharCode(...bytes.map(b => b & 0xff))];
  if (!callback) return written(settings, java.digest(...input));
  if (progress) progress(0);
  java.digestLater(...input, AsyncResource.bind((error, digest) => {
    if (progress && !error) progress(1);
    if (error) callback(error, null);
    else callback(null, written(settings, digest));
  }));
  return undefined;
}

/** Gives `work` a callback: the one there is, or one that settles the promise that is returned. */
function promising(callback, work) {
  if (callback) {
    if (typeof callback !== 'function') throw Error(`Illegal callback: ${typeof callback}`);
    work(callback);
    return undefined;
  }
  return new Promise((resolve, reject) => {
    work((error, value) => (error ? reject(error) : resolve(value)));
  });
}

const illegal = (...values) => Error(`Illegal arguments: ${values.map(value => typeof value).join(', ')}`);

/** Compares without an early end; where the lengths differ, only what `known` has counts in version 2. */
function equal(known, unknown, lengths) {
  let difference = lengths ? known.length ^ unknown.length : 0;
  for (let i = 0; i < known.length; i++) difference |= known.charCodeAt(i) !== unknown.charCodeAt(i) ? 1 : 0;
  return difference === 0;
}

/** The bytes of a password in UTF-8, where half of a pair is three. */
function utf8Length(text) {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0);
    if (point < 0x80) length += 1;
    else if (point < 0x800) length += 2;
    else length += point < 0x10000 ? 3 : 4;
  }
  return length;
}

module.exports = { compute, promising, illegal, equal, utf8Length };
