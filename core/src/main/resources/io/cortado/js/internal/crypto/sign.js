'use strict';

/** Signatures, RSA encryption and key agreement. */

const { Writable } = require('../stream/stream.js');
const { Buffer } = require('../buffer/buffer.js');
const { codes, unsupported } = require('../errors/errors.js');
const { validateString, validateFunction } = require('../errors/validators.js');
const { toView, exact, output, opensslError } = require('./util.js');
const { toKey, createPublicKey, kHandle, KeyObject } = require('./keys.js');
const binding = internalBinding('crypto_keys');
const hashes = internalBinding('crypto');

const PSS = 6;

/** Padding, salt and form of a signature, from the key's options. */
function settings(key) {
  const given = key !== null && typeof key === 'object' && !(key instanceof KeyObject) ? key : {};
  const { padding = 1, saltLength = -2, dsaEncoding = 'der' } = given;
  if (![1, PSS].includes(padding)) {
    throw unsupported(`crypto: signature padding ${padding}`, 'use RSA_PKCS1_PADDING or RSA_PKCS1_PSS_PADDING');
  }
  if (dsaEncoding !== 'der' && dsaEncoding !== 'ieee-p1363') throw new codes.ERR_INVALID_ARG_VALUE('options.dsaEncoding', dsaEncoding);
  return [padding, saltLength, dsaEncoding === 'ieee-p1363'];
}

function signBytes(digest, key, view) {
  if (!key) throw new codes.ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const result = binding.sign(digest, toKey(key, true)[kHandle], exact(view), ...settings(key));
  if (typeof result === 'string') throw opensslError('1C880000', 'Provider routines', result);
  return result;
}

function verifyBytes(digest, key, view, signature) {
  const result = binding.verify(digest, toKey(key, false)[kHandle], exact(view), exact(signature), ...settings(key));
  if (typeof result === 'string') throw opensslError('1C880000', 'Provider routines', result);
  return result;
}

function checkDigest(name) {
  if (!hashes.knows(name)) throw new codes.ERR_CRYPTO_INVALID_DIGEST();
}

class Signer extends Writable {
  constructor(algorithm, options) {
    validateString(algorithm, 'algorithm');
    checkDigest(algorithm);
    super(options);
    this._digest = algorithm;
    this._parts = [];
  }

  _write(chunk, encoding, callback) {
    this.update(chunk, encoding);
    callback();
  }

  update(data, encoding) {
    this._parts.push(Buffer.from(toView(data, 'data', encoding)));
    return this;
  }
}

class SignClass extends Signer {
  sign(key, encoding) {
    return output(signBytes(this._digest, key, Buffer.concat(this._parts)), encoding);
  }
}

class VerifyClass extends Signer {
  verify(key, signature, encoding) {
    return verifyBytes(this._digest, key, Buffer.concat(this._parts), toView(signature, 'signature', encoding));
  }
}

/** Classes that may be called without `new`. */
function callable(Class, name) {
  Object.defineProperty(Class, 'name', { value: name });
  return new Proxy(Class, { apply: (target, self, args) => new Class(...args) });
}

const Sign = callable(SignClass, 'Sign');
const Verify = callable(VerifyClass, 'Verify');

/** Calls back later with what `work` answers or throws. */
function maybeLater(callback, work) {
  if (callback === undefined) return work();
  validateFunction(callback, 'callback');
  let result;
  try {
    result = work();
  } catch (error) {
    process.nextTick(callback, error);
    return undefined;
  }
  process.nextTick(callback, null, result);
  return undefined;
}

function sign(algorithm, data, key, callback) {
  if (algorithm !== null && algorithm !== undefined) {
    validateString(algorithm, 'algorithm');
    checkDigest(algorithm);
  }
  const view = toView(data, 'data');
  return maybeLater(callback, () => output(signBytes(algorithm ?? null, key, view)));
}

function verify(algorithm, data, key, signature, callback) {
  if (algorithm !== null && algorithm !== undefined) {
    validateString(algorithm, 'algorithm');
    checkDigest(algorithm);
  }
  const view = toView(data, 'data');
  const signed = toView(signature, 'signature');
  return maybeLater(callback, () => verifyBytes(algorithm ?? null, key, view, signed));
}

function rsa(encrypt) {
  return (key, buffer) => {
    const own = key !== null && typeof key === 'object' && !(key instanceof KeyObject) && !ArrayBuffer.isView(key) ? key : {};
    const padding = own.padding ?? 4;
    if (padding !== 1 && padding !== 4) {
      throw unsupported(`crypto: RSA padding ${padding}`, 'use RSA_PKCS1_OAEP_PADDING or RSA_PKCS1_PADDING');
    }
    const hash = own.oaepHash ?? 'sha1';
    checkDigest(hash);
    const label = own.oaepLabel === undefined ? null : exact(toView(own.oaepLabel, 'key.oaepLabel'));
    const data = exact(toView(buffer, 'buffer', own.encoding));
    const result = binding.rsa(encrypt, toKey(key, !encrypt)[kHandle], data, padding, hash, label);
    if (typeof result === 'string') {
      throw opensslError('02000079', 'rsa routines', encrypt ? 'data too large for key size' : 'oaep decoding error');
    }
    return output(result);
  };
}

function refuse(name) {
  return () => {
    throw unsupported(`crypto.${name}`, 'use sign and verify, or publicEncrypt and privateDecrypt');
  };
}

class ECDHClass {
  constructor(curve) {
    validateString(curve, 'curve');
    const probe = binding.onCurve(curve, new Uint8Array([1]).buffer, true);
    if (typeof probe === 'string') throw new codes.ERR_CRYPTO_INVALID_CURVE();
    this._curve = curve;
    this._private = null;
  }

  generateKeys(encoding, format) {
    const { generateKeyPairSync } = require('./keygen.js');
    this._private = generateKeyPairSync('ec', { namedCurve: this._curve }).privateKey;
    return this.getPublicKey(encoding, format);
  }

  computeSecret(other, inputEncoding, outputEncoding) {
    const open = binding.onCurve(this._curve, exact(toView(other, 'otherPublicKey', inputEncoding)), false);
    if (typeof open === 'string') throw new codes.ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
    const result = binding.agree(this._private[kHandle], open);
    if (typeof result === 'string') throw new codes.ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY();
    return output(result, outputEncoding);
  }

  getPublicKey(encoding, format) {
    const { x, y } = createPublicKey(this._private).export({ format: 'jwk' });
    const parts = [Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
    const odd = parts[1][parts[1].length - 1] & 1;
    const bytes = format === 'compressed' ? Buffer.concat([Buffer.from([2 + odd]), parts[0]])
      : Buffer.concat([Buffer.from([format === 'hybrid' ? 6 + odd : 4]), ...parts]);
    return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
  }

  getPrivateKey(encoding) {
    const bytes = Buffer.from(this._private.export({ format: 'jwk' }).d, 'base64url');
    return encoding && encoding !== 'buffer' ? bytes.toString(encoding) : bytes;
  }

  setPrivateKey(key, encoding) {
    const handle = binding.onCurve(this._curve, exact(toView(key, 'key', encoding)), true);
    if (typeof handle === 'string') throw new Error('Private key is not valid for specified curve.');
    const bytes = handle.export('pkcs8');
    this._private = toKey({ key: new Uint8Array(new ArrayBuffer(bytes)), format: 'der', type: 'pkcs8' }, true);
    return this;
  }
}

module.exports = {
  Sign, Verify, sign, verify, publicEncrypt: rsa(true), privateDecrypt: rsa(false),
  privateEncrypt: refuse('privateEncrypt'), publicDecrypt: refuse('publicDecrypt'),
  ECDH: callable(ECDHClass, 'ECDH'),
};
