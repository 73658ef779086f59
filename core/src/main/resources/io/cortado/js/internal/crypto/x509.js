'use strict';

/** `X509Certificate`; Java reads the certificate and knows how names match. */

const { codes } = require('../errors/errors.js');
const { validateBoolean, validateObject, validateString } = require('../errors/validators.js');
const { Buffer } = require('../buffer/buffer.js');
const { coded, exact, opensslError, output, toView } = require('./util.js');
const { isKeyObject, kHandle, wrap } = require('./keys.js');
const binding = internalBinding('crypto_keys');

const kInspect = Symbol.for('nodejs.util.inspect.custom');
const kMade = Symbol('kInternalState');

const TEXTS = ['subject', 'issuer', 'subjectAltName', 'infoAccess', 'validFrom', 'validTo', 'fingerprint',
  'fingerprint256', 'fingerprint512', 'serialNumber'];
const INSPECTED = ['subject', 'subjectAltName', 'issuer', 'infoAccess', 'validFrom', 'validTo', 'validFromDate',
  'validToDate', 'fingerprint', 'fingerprint256', 'fingerprint512', 'keyUsage', 'serialNumber'];
const SUBJECT = { default: 0, always: 1, never: 32 };
const SWITCHES = { wildcards: [true, 2], partialWildcards: [true, 4], multiLabelWildcards: [false, 8], singleLabelSubdomains: [false, 16] };

function flagsOf(options = {}) {
  validateObject(options, 'options');
  const { subject = 'default' } = options;
  validateString(subject, 'options.subject');
  let flags = 0;
  for (const [name, [usual, bit]] of Object.entries(SWITCHES)) {
    const { [name]: value = usual } = options;
    validateBoolean(value, `options.${name}`);
    if (value !== usual) flags |= bit;
  }
  if (!Object.hasOwn(SUBJECT, subject)) throw new codes.ERR_INVALID_ARG_VALUE('options.subject', subject);
  return flags | SUBJECT[subject];
}

function parse(view) {
  const handle = binding.certificate(exact(view));
  if (handle === 'no start line') throw opensslError('0480006C', 'PEM routines', handle, 'ERR_OSSL_PEM_NO_START_LINE');
  if (typeof handle === 'string') {
    throw opensslError('0680007B', 'asn1 encoding routines', handle, 'ERR_OSSL_ASN1_HEADER_TOO_LONG');
  }
  return handle;
}

function whole(name) {
  if (name.includes('\0')) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'Invalid name');
  return name;
}

function keyHandle(pkey, type) {
  if (!isKeyObject(pkey)) throw new codes.ERR_INVALID_ARG_TYPE('pkey', 'KeyObject', pkey);
  if (pkey.type !== type) throw new codes.ERR_INVALID_ARG_VALUE('pkey', pkey);
  return pkey[kHandle];
}

class X509Certificate {
  constructor(buffer) {
    if (typeof buffer !== 'string' && !ArrayBuffer.isView(buffer)) {
      throw new codes.ERR_INVALID_ARG_TYPE('buffer', ['string', 'Buffer', 'TypedArray', 'DataView'], buffer);
    }
    Object.defineProperty(this, kHandle, { value: parse(toView(buffer, 'buffer')) });
    this[kMade] = new Map();
  }

  [kInspect](depth, options) {
    if (depth < 0) return this;
    const shown = Object.fromEntries(INSPECTED.map((name) => [name, this[name]]));
    const { inspect } = require('../inspect/inspect.js');
    return `X509Certificate ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
  }

  checkHost(name, options) {
    validateString(name, 'name');
    return this[kHandle].host(whole(name), flagsOf(options)) ?? undefined;
  }

  checkEmail(email, options) {
    validateString(email, 'email');
    return this[kHandle].email(whole(email), flagsOf(options)) === null ? undefined : email;
  }

  checkIP(ip, options) {
    validateString(ip, 'ip');
    flagsOf(options);
    const found = this[kHandle].address(ip);
    if (found < 0) throw coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'Invalid IP');
    return found === 1 ? ip : undefined;
  }

  checkIssued(otherCert) {
    if (otherCert[kMade] === undefined) throw new codes.ERR_INVALID_ARG_TYPE('otherCert', 'X509Certificate', otherCert);
    return this[kHandle].issuedBy(otherCert[kHandle]);
  }

  checkPrivateKey(pkey) {
    return this[kHandle].isOf(keyHandle(pkey, 'private'));
  }

  verify(pkey) {
    return this[kHandle].verify(keyHandle(pkey, 'public'));
  }

  toString() {
    return made(this, 'pem', (handle) => handle.pem());
  }

  toJSON() {
    return this.toString();
  }

  toLegacyObject() {
    return legacyObject(this);
  }
}

/** A value that is made at first use. */
function made(certificate, name, make) {
  const values = certificate[kMade];
  if (!values.has(name)) values.set(name, make(certificate[kHandle]));
  return values.get(name);
}

const texts = (certificate) => made(certificate, 'texts', (handle) => Array.from(handle.texts(), (text) => text ?? undefined));

const READERS = {
  issuerCertificate: () => undefined,
  validFromDate: (handle) => new Date(handle.times()[0]),
  validToDate: (handle) => new Date(handle.times()[1]),
  keyUsage: (handle) => {
    const uses = handle.uses();
    return uses === null ? undefined : Array.from(uses);
  },
  raw: (handle) => output(handle.raw()),
  publicKey: (handle) => wrap(handle.publicKey()),
  ca: (handle) => handle.authority(),
};

function accessor(name, get) {
  Object.defineProperty(get, 'name', { value: `get ${name}` });
  Object.defineProperty(X509Certificate.prototype, name, { get, configurable: true });
}

TEXTS.forEach((name, i) => accessor(name, function () {
  return texts(this)[i];
}));
for (const [name, read] of Object.entries(READERS)) {
  accessor(name, function () {
    return made(this, name, read);
  });
}

function gather(object, key, value) {
  if (key in object) object[key] = [].concat(object[key], value);
  else object[key] = value;
}

function nameObject(flat) {
  const object = { __proto__: null };
  for (let i = 0; i < flat.length; i += 2) gather(object, flat[i], flat[i + 1]);
  return object;
}

function accessObject(text) {
  const object = { __proto__: null };
  for (const line of text.split('\n')) {
    const at = line.indexOf(':');
    const value = line.slice(at + 1);
    (object[line.slice(0, at)] ??= []).push(value.startsWith('"') ? JSON.parse(value) : value);
  }
  return object;
}

function keyParts(handle) {
  const [bits, first, second] = handle.keyFacts();
  if (bits === undefined) return {};
  const pubkey = output(handle.keyBytes());
  return second.startsWith('0x') ? { modulus: first, bits: +bits, exponent: second, pubkey }
    : { bits: +bits, pubkey, asn1Curve: first, nistCurve: second };
}

/** What `tls` has always told of a certificate; names it has not are left out. */
function legacyObject(certificate) {
  const { [kHandle]: handle, subjectAltName, infoAccess, keyUsage } = certificate;
  return {
    subject: nameObject(handle.name(true)),
    issuer: nameObject(handle.name(false)),
    ...(subjectAltName === undefined ? {} : { subjectaltname: subjectAltName }),
    ...(infoAccess === undefined ? {} : { infoAccess: accessObject(infoAccess) }),
    ca: certificate.ca,
    ...keyParts(handle),
    valid_from: certificate.validFrom,
    valid_to: certificate.validTo,
    fingerprint: certificate.fingerprint,
    fingerprint256: certificate.fingerprint256,
    fingerprint512: certificate.fingerprint512,
    ...(keyUsage === undefined ? {} : { ext_key_usage: keyUsage }),
    serialNumber: certificate.serialNumber,
    raw: Buffer.from(certificate.raw),
  };
}

module.exports = { X509Certificate };
