'use strict';

/** Secure contexts, cipher names and certificates of `tls`. */

const { Buffer } = require('../buffer/buffer.js');
const { codes, define, unsupported } = require('../errors/errors.js');
const binding = internalBinding('tls');

define('ERR_TLS_CERT_ALTNAME_INVALID', function (reason, host, cert) {
  Object.assign(this, { reason, host, cert });
  return `Hostname/IP does not match certificate's altnames: ${reason}`;
}, Error);
define('ERR_TLS_INVALID_PROTOCOL_VERSION', (value, which) => `${JSON.stringify(value)} is not a valid ${which} TLS protocol version`,
  TypeError);
define('ERR_TLS_INVALID_PROTOCOL_METHOD', '%s', TypeError);
define('ERR_TLS_PROTOCOL_VERSION_CONFLICT', (version, method) =>
  `TLS protocol version ${JSON.stringify(version)} conflicts with secureProtocol ${JSON.stringify(method)}`, TypeError);
define('ERR_TLS_HANDSHAKE_TIMEOUT', 'TLS handshake timeout', Error);
define('ERR_TLS_REQUIRED_SERVER_NAME', '"servername" is required parameter for Server.addContext', Error);

const VERSIONS = ['TLSv1.2', 'TLSv1.3'];

class SecureContext {
  constructor(handle, options) {
    this.context = handle;
    const suites = suitesOf(options);
    Object.defineProperty(this, 'allowed', { value: { suites, versions: versionsWith(suites, versions(options)) } });
  }
}

const METHODS = {
  TLS_method: [], TLS_server_method: [], TLS_client_method: [],
  SSLv23_method: [], SSLv23_server_method: [], SSLv23_client_method: [],
  TLSv1_2_method: ['TLSv1.2', 'TLSv1.2'], TLSv1_2_server_method: ['TLSv1.2', 'TLSv1.2'], TLSv1_2_client_method: ['TLSv1.2', 'TLSv1.2'],
};
const OLD_METHOD = /^(?:TLSv1|TLSv1_1|SSLv2|SSLv3)_(?:server_|client_)?method$/;
const SSL_OP_NO_TLSv1_2 = 0x08000000;
const SSL_OP_NO_TLSv1_3 = 0x20000000;

/** The protocol versions within the limits asked for; older ones are not to be had. */
function versions(options) {
  let { minVersion, maxVersion } = options;
  const method = options.secureProtocol;
  if (method) {
    for (const [name, value] of [['minVersion', minVersion], ['maxVersion', maxVersion]]) {
      if (value !== undefined && value !== null) throw new codes.ERR_TLS_PROTOCOL_VERSION_CONFLICT(value, method, name);
    }
    if (OLD_METHOD.test(method)) throw unsupported(`tls: ${method}`, 'TLSv1.2 and TLSv1.3 are spoken');
    if (!Object.hasOwn(METHODS, method)) throw new codes.ERR_TLS_INVALID_PROTOCOL_METHOD(`Unknown method: ${method}`);
    [minVersion, maxVersion] = METHODS[method];
  }
  for (const [value, which] of [[minVersion, 'minimum'], [maxVersion, 'maximum']]) {
    if (value !== undefined && value !== null && !['TLSv1', 'TLSv1.1', ...VERSIONS].includes(value)) {
      throw new codes.ERR_TLS_INVALID_PROTOCOL_VERSION(value, which);
    }
  }
  if (maxVersion === 'TLSv1' || maxVersion === 'TLSv1.1') {
    throw unsupported(`tls: ${maxVersion}`, 'TLSv1.2 and TLSv1.3 are spoken');
  }
  const banned = options.secureOptions ?? 0;
  return VERSIONS.slice(minVersion === 'TLSv1.3' ? 1 : 0, maxVersion === 'TLSv1.2' ? 1 : 2)
    .filter((name) => (banned & (name === 'TLSv1.2' ? SSL_OP_NO_TLSv1_2 : SSL_OP_NO_TLSv1_3)) === 0);
}

/** Cipher suites by their standard names; none for the JDK's own choice. */
function suitesOf({ ciphers }) {
  if (ciphers === undefined || ciphers === null) return [];
  require('../errors/validators.js').validateString(ciphers, 'options.ciphers');
  const suites = ciphers === '' ? [] : Array.from(binding.suites(ciphers));
  if (ciphers !== '' && suites.length === 0) {
    throw Object.assign(new Error('error:0A0000B9:SSL routines::no cipher match'), {
      library: 'SSL routines', reason: 'no cipher match', code: 'ERR_SSL_NO_CIPHER_MATCH',
    });
  }
  return suites;
}

/** As on Node, a list with suites of TLS 1.3 alone leaves the older version out. */
function versionsWith(suites, allowed) {
  const modern = suites.length > 0 && suites.every((name) => !name.includes('_WITH_'));
  return modern ? allowed.filter((version) => version === 'TLSv1.3') : allowed;
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

const REFUSED = ['crl', 'privateKeyEngine', 'clientCertEngine', 'pskCallback', 'sigalgs', 'ticketKeys'];

function createSecureContext(options) {
  const given = options ?? {};
  for (const name of REFUSED) {
    if (given[name]) throw unsupported(`tls.createSecureContext: options.${name}`);
  }
  if (given.dhparam && given.dhparam !== 'auto') throw unsupported('tls.createSecureContext: options.dhparam', "'auto' is what there is");
  if (given.ecdhCurve && given.ecdhCurve !== 'auto') {
    throw unsupported('tls.createSecureContext: options.ecdhCurve', "'auto' is what there is");
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
const cipherName = (standard) => binding.cipherName(standard);

/** Alerts that OpenSSL calls SSL 3's; the others it calls TLS 1's. */
const OLD_ALERTS = new Set(['unexpected_message', 'bad_record_mac', 'handshake_failure', 'bad_certificate', 'unsupported_certificate',
  'certificate_revoked', 'certificate_expired', 'certificate_unknown', 'illegal_parameter']);
const NEW_ALERTS = new Set(['missing_extension', 'certificate_required']);

/** What Java says of a handshake in its own words. */
const TIMEOUT = 'TLS handshake timeout';
const REFUSED_BY_APP = 'app: ';

/** What the JDK says of a handshake that failed, and OpenSSL's reasons. */
const REASONS = [
  [/^Un(?:supported or un)?recognized SSL message/, 'http request'],
  [/^Client requested protocol|No appropriate protocol|not enabled or supported|protocol versions .* are not accepted/, 'unsupported protocol'],
  [/^no cipher suites in common|No available authentication scheme/, 'no shared cipher'],
  [/^No negotiable cipher suite/, 'no shared cipher'],
  [/^Empty client certificate chain/, 'peer did not return a certificate'],
  [/application (?:layer )?protocol values/, 'no application protocol'],
];

/** The error for a handshake that failed, of which the JDK says `message`. */
function handshakeError(message) {
  if (message.startsWith(REFUSED_BY_APP)) return new Error(message.slice(REFUSED_BY_APP.length));
  if (message === TIMEOUT) return new codes.ERR_TLS_HANDSHAKE_TIMEOUT();
  const alert = /^(?:\(\w+\) )?Received fatal alert: (\w+)/.exec(message);
  const known = REASONS.find(([pattern]) => pattern.test(message.replace(/^\(\w+\) /, '')));
  let reason = known ? known[1] : message;
  let code = known ? `ERR_SSL_${known[1].toUpperCase().replaceAll(' ', '_')}` : 'ERR_SSL_HANDSHAKE_FAILURE';
  if (alert) {
    const family = OLD_ALERTS.has(alert[1]) ? 'sslv3' : NEW_ALERTS.has(alert[1]) ? 'tlsv13' : 'tlsv1';
    reason = `${family} alert ${alert[1].replaceAll('_', ' ')}`;
    code = `ERR_SSL_${reason.toUpperCase().replaceAll(' ', '_')}`;
  }
  const text = known || alert ? `error:SSL routines::${reason}` : message;
  return Object.assign(new Error(text), { library: 'SSL routines', reason, code });
}

module.exports = {
  SecureContext, createSecureContext, certificateObject, checkServerIdentity, verifyError, cipherName, handshakeError,
};
