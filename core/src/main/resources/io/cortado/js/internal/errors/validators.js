'use strict';

/** Argument checks of Node's API; each throws the coded error Node throws. */

const codes = () => require('./errors.js').codes;

function invalidType(name, expected, value) {
  return new (codes().ERR_INVALID_ARG_TYPE)(name, expected, value);
}

function validateString(value, name) {
  if (typeof value !== 'string') throw invalidType(name, 'string', value);
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') throw invalidType(name, 'boolean', value);
}

function validateFunction(value, name) {
  if (typeof value !== 'function') throw invalidType(name, 'Function', value);
}

function validateNumber(value, name, min, max) {
  if (typeof value !== 'number') throw invalidType(name, 'number', value);
  // So written, NaN is out of any range.
  if ((min == null || value >= min) && (max == null || value <= max)) return;
  const bounds = [];
  if (min != null) bounds.push(`>= ${min}`);
  if (max != null) bounds.push(`<= ${max}`);
  throw new (codes().ERR_OUT_OF_RANGE)(name, bounds.join(' && '), value);
}

function validateInteger(value, name, min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) {
  if (typeof value !== 'number') throw invalidType(name, 'number', value);
  if (!Number.isInteger(value)) throw new (codes().ERR_OUT_OF_RANGE)(name, 'an integer', value);
  if (value < min || value > max) throw new (codes().ERR_OUT_OF_RANGE)(name, `>= ${min} && <= ${max}`, value);
}

function validateInt32(value, name, min = -2147483648, max = 2147483647) {
  validateInteger(value, name, min, max);
}

function validateUint32(value, name, positive = false) {
  validateInteger(value, name, positive ? 1 : 0, 4294967295);
}

function validateObject(value, name, options) {
  const { nullable = false, allowArray = false, allowFunction = false } = options || {};
  if ((!nullable && value === null) || (!allowArray && Array.isArray(value))
      || (typeof value !== 'object' && (!allowFunction || typeof value !== 'function'))) {
    throw invalidType(name, 'Object', value);
  }
}

function validateArray(value, name, minLength = 0) {
  if (!Array.isArray(value)) throw invalidType(name, 'Array', value);
  if (value.length < minLength) {
    throw new (codes().ERR_INVALID_ARG_VALUE)(name, value, `must be longer than ${minLength}`);
  }
}

function validateStringArray(value, name) {
  validateArray(value, name);
  value.forEach((item, i) => validateString(item, `${name}[${i}]`));
}

function validateOneOf(value, name, oneOf) {
  if (oneOf.includes(value)) return;
  const allowed = oneOf.map((each) => (typeof each === 'string' ? `'${each}'` : `${each}`));
  throw new (codes().ERR_INVALID_ARG_VALUE)(name, value, `must be one of: ${allowed.join(', ')}`);
}

function validateAbortSignal(signal, name) {
  if (signal !== undefined && (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    throw invalidType(name, 'AbortSignal', signal);
  }
}

function validateBuffer(buffer, name = 'buffer') {
  if (!ArrayBuffer.isView(buffer)) throw invalidType(name, ['Buffer', 'TypedArray', 'DataView'], buffer);
}

function validateUndefined(value, name) {
  if (value !== undefined) throw invalidType(name, 'undefined', value);
}

function validatePort(port, name = 'Port', allowZero = true) {
  const written = typeof port === 'string' && port.trim() !== '';
  const number = written || typeof port === 'number' ? Number(port) : NaN;
  if (Number.isInteger(number) && number >= 0 && number <= 65535 && (allowZero || port !== 0)) return number | 0;
  throw new (codes().ERR_SOCKET_BAD_PORT)(name, port, allowZero);
}

function validateEncoding(data, encoding) {
  if (String(encoding).toLowerCase() === 'hex' && data.length % 2 !== 0) {
    throw new (codes().ERR_INVALID_ARG_VALUE)('encoding', encoding, `is invalid for data of length ${data.length}`);
  }
}

module.exports = {
  validateString, validateBoolean, validateFunction, validateNumber, validateInteger, validateInt32, validateUint32,
  validateObject, validateArray, validateStringArray, validateOneOf, validateAbortSignal, validateBuffer,
  validateUndefined, validatePort, validateEncoding,
};
