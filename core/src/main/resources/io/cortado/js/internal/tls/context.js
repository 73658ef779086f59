'use strict';

/** Secure contexts, cipher names and certificates of `tls`. */

const { Buffer } = require('../buffer/buffer.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const binding = internalBinding('tls');

define('ERR_TLS_CERT_ALTNAME_INVALID', function (reason, host, cert) {
  Object.assign(this, { reason, host, cert });
  return `Hostname/IP does not match certificate's altnames: ${reason}`;
}, Error);
define('ERR_TLS_INVALID_PROTOCOL_VERSION', '%s is not a valid %s TLS protocol version', TypeError);
define('ERR_TLS_REQUIRED_SERVER_NAME', '"servername" is required parameter for Server.addContext', Error);

const VERSIONS = ['TLSv1.2', 'TLSv1.3'];

class SecureContext {
  constructor(handle, options) {
    this.context = handle;
    Object.defineProperty(this, 'versions', { value: versions(options) });
  }
}

/** The protocol versions within the limits asked for; older ones are not to be had. */
function versions(options) {
  for (const name of ['minVersion', 'maxVersion']) {
    const value = options[name];
    if (value !== undefined && value !== null && !['TLSv1', 'TLSv1.1', ...VERSIONS].includes(value)) {
      throw new codes.ERR_TLS_INVALID_PROTOCOL_VERSION(value, name === 'minVersion' ? 'minimum' : 'maximum');
    }
  }
  const from = options.minVersion === 'TLSv1.3' ? 1 : 0;
  const to = options.maxVersion === 'TLSv1.2' ? 1 : 2;
  if (options.maxVersion === 'TLSv1' || options.maxVersion === 'TLSv1.1') {
    throw unsupported(`tls: ${options.maxVersion}`, 'TLSv1.2 and TLSv1.3 are spoken');
  }
  return VERSIONS.slice(from, to);
}

/** PEM text of certificates or keys given as strings, Buffers, objects with `pem`, or lists of them. */
function pemText(value) {
  if (value === undefined || value === null || value === false) return '';
  if (Array.isArray(value)) return value.map(pemText).join('\n');
  if (typeof value === 'string') return value;
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1');
  if (value.pem !== undefined) return pemText(value.pem);
  throw new codes.ERR_INVALID_ARG_TYPE('options.key', ['string', 'Buffer', 'TypedArray', 'DataView'], value);
}

const REFUSED = ['crl', 'dhparam', 'privateKeyEngine', 'clientCertEngine', 'pskCallback'];

function createSecureContext(options) {
  const given = options ?? {};
  for (const name of REFUSED) {
    if (given[name]) throw unsupported(`tls.createSecureContext: options.${name}`);
  }
  const pfx = Array.isArray(given.pfx) ? given.pfx[0]?.buf ?? given.pfx[0] : given.pfx;
  const passphrase = given.passphrase ?? (Array.isArray(given.key) ? given.key[0]?.passphrase : undefined) ?? null;
  const handle = binding.secureContext(pemText(given.ca), pemText(given.cert), pemText(given.key), passphrase,
    pfx ? require('../crypto/util.js').toArrayBuffer(pfx, 'pfx', 'latin1') : null);
  if (typeof handle === 'string') {
    throw Object.assign(new Error(handle), { code: 'ERR_OSSL_PEM_NO_START_LINE' });
  }
  return new SecureContext(handle, given);
}

/** What `getPeerCertificate` answers for a certificate in DER. */
function certificateObject(der) {
  const { X509Certificate } = require('../crypto/x509.js');
  return new X509Certificate(new Uint8Array(der)).toLegacyObject();
}

function matches(host, pattern) {
  const a = host.toLowerCase().split('.');
  const b = pattern.toLowerCase().split('.');
  if (a.length !== b.length || a.includes('')) return false;
  if (a.slice(1).join('.') !== b.slice(1).join('.')) return false;
  if (b[0] === '*') return a.length > 2;
  const star = b[0].indexOf('*');
  if (star < 0) return a[0] === b[0];
  if (b[0].indexOf('*', star + 1) >= 0 || b[0].startsWith('xn--') || a.length <= 2) return false;
  const [before, after] = b[0].split('*');
  return a[0].length >= before.length + after.length && a[0].startsWith(before) && a[0].endsWith(after);
}

/** `tls.checkServerIdentity`: the error for a certificate that is not the host's, or undefined. */
function checkServerIdentity(hostname, cert) {
  const host = String(hostname).replace(/\.$/, '');
  const parts = (cert.subjectaltname ?? '').split(', ').filter(Boolean);
  const names = parts.filter((part) => part.startsWith('DNS:')).map((part) => part.slice(4));
  const ips = parts.filter((part) => part.startsWith('IP Address:')).map((part) => part.slice(11));
  let reason;
  if (require('../net/ip.js').isIP(host)) {
    if (ips.includes(host)) return undefined;
    reason = `IP: ${host} is not in the cert's list: ${ips.join(', ')}`;
  } else if (names.length > 0) {
    if (names.some((name) => matches(host, name))) return undefined;
    reason = `Host: ${host}. is not in the cert's altnames: ${cert.subjectaltname}`;
  } else if (cert.subject?.CN) {
    const all = [].concat(cert.subject.CN);
    if (all.some((name) => matches(host, name))) return undefined;
    reason = `Host: ${host}. is not cert's CN: ${all.join(', ')}`;
  } else {
    reason = 'Cert does not contain a DNS name';
  }
  return new codes.ERR_TLS_CERT_ALTNAME_INVALID(reason, host, cert);
}

const PROBLEMS = {
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
  CERT_REVOKED: 'certificate revoked',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unable to verify the first certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
};

/** The error for a certificate that is not trusted. */
function verifyError(code) {
  return Object.assign(new Error(PROBLEMS[code] ?? code), { code });
}

/** OpenSSL's name for a cipher suite, where it is not the standard's. */
function cipherName(standard) {
  if (!standard.includes('_WITH_')) return standard;
  return standard.replace(/^TLS_/, '').replace('_WITH_', '-').replace(/AES_(\d+)/, 'AES$1').replace('_CBC', '')
    .replace(/_SHA(\d*)$/, '-SHA$1').replaceAll('_', '-');
}

module.exports = {
  SecureContext, createSecureContext, certificateObject, checkServerIdentity, verifyError, cipherName,
};
