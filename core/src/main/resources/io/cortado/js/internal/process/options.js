'use strict';

/** What Node's options do to a process before the app's first file; those about files are the loader's. */

/** Sets a member of `process.report`. */
const report = (name) => (value) => {
  process.report[name] = value === '' ? true : value;
};

const withoutGlobals = (...names) => () => names.forEach((name) => delete globalThis[name]);

const tlsVersion = (name, version) => () => {
  require('../tls/tls.js')[name] = version;
};

function withoutProto(way) {
  if (way === 'delete') {
    delete Object.prototype.__proto__;
    return;
  }
  const { codes, define } = require('../errors/errors.js');
  define('ERR_PROTO_ACCESS', 'Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw', Error);
  const refuse = () => {
    throw new codes.ERR_PROTO_ACCESS();
  };
  Object.defineProperty(Object.prototype, '__proto__', { get: refuse, set: refuse, enumerable: false, configurable: true });
}

/** By option, what it does; it is given the value. */
const EFFECTS = {
  '--no-warnings': () => process.removeAllListeners('warning'),
  '--no-deprecation': () => { process.noDeprecation = true; },
  '--throw-deprecation': () => { process.throwDeprecation = true; },
  '--trace-deprecation': () => { process.traceDeprecation = true; },
  '--trace-warnings': () => { process.traceProcessWarnings = true; },
  '--disable-warning': (value) => require('./warnings.js').silence(value),
  '--redirect-warnings': (value) => require('./warnings.js').redirect(value),
  '--unhandled-rejections': (value) => require('./rejection-modes.js').set(value),
  '--stack-trace-limit': (value) => { Error.stackTraceLimit = +value; },
  '--title': (value) => { process.title = value; },
  '--expose-gc': () => {
    const value = function gc() {
      internalBinding('process').collectGarbage();
    };
    Object.defineProperty(globalThis, 'gc', { value, writable: true, configurable: true, enumerable: false });
  },
  '--disable-proto': withoutProto,
  '--dns-result-order': (value) => require('../dns/dns.js').setDefaultResultOrder(value),
  '--no-network-family-autoselection': () => require('../net/net.js').setDefaultAutoSelectFamily(false),
  '--network-family-autoselection-attempt-timeout': (value) => require('../net/net.js').setDefaultAutoSelectFamilyAttemptTimeout(+value),
  '--tls-min-v1.0': tlsVersion('DEFAULT_MIN_VERSION', 'TLSv1'),
  '--tls-min-v1.1': tlsVersion('DEFAULT_MIN_VERSION', 'TLSv1.1'),
  '--tls-min-v1.2': tlsVersion('DEFAULT_MIN_VERSION', 'TLSv1.2'),
  '--tls-min-v1.3': tlsVersion('DEFAULT_MIN_VERSION', 'TLSv1.3'),
  '--tls-max-v1.2': tlsVersion('DEFAULT_MAX_VERSION', 'TLSv1.2'),
  '--tls-max-v1.3': tlsVersion('DEFAULT_MAX_VERSION', 'TLSv1.3'),
  '--tls-cipher-list': (value) => { require('../tls/tls.js').DEFAULT_CIPHERS = value; },
  '--report-compact': report('compact'),
  '--report-directory': report('directory'),
  '--report-exclude-env': report('excludeEnv'),
  '--report-exclude-network': report('excludeNetwork'),
  '--report-filename': report('filename'),
  '--report-signal': report('signal'),
  '--report-on-signal': report('reportOnSignal'),
  '--report-uncaught-exception': report('reportOnUncaughtException'),
  '--enable-source-maps': () => process.setSourceMapsEnabled(true),
  '--no-experimental-strip-types': () => {
    internalBinding('module').refuseTypes();
    process.features.typescript = false;
  },
  '--no-experimental-fetch': withoutGlobals('fetch', 'FormData', 'Headers', 'Request', 'Response'),
  '--no-experimental-global-navigator': withoutGlobals('navigator', 'Navigator'),
  '--no-experimental-websocket': withoutGlobals('WebSocket'),
  '--no-experimental-global-customevent': withoutGlobals('CustomEvent'),
  '--no-experimental-global-webcrypto': withoutGlobals('crypto', 'Crypto', 'CryptoKey', 'SubtleCrypto'),
};

/** Does what the options, names and values in turn, ask for. */
function apply(options) {
  for (let i = 0; i < options.length; i += 2) EFFECTS[options[i]]?.(options[i + 1]);
}

module.exports = { apply };
