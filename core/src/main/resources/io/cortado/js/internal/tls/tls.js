'use strict';

/** Node's `tls`. */

const tls = exports;

function lazily(load, names) {
  for (const name of names) {
    Object.defineProperty(tls, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = load()[name];
        Object.defineProperty(tls, name, { value, enumerable: true, configurable: true, writable: true });
        return value;
      },
      set(value) {
        Object.defineProperty(tls, name, { value, enumerable: true, configurable: true, writable: true });
      },
    });
  }
}

tls.CLIENT_RENEG_LIMIT = 3;
tls.CLIENT_RENEG_WINDOW = 600;
tls.DEFAULT_CIPHERS = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256';
tls.DEFAULT_ECDH_CURVE = 'auto';
tls.DEFAULT_MIN_VERSION = 'TLSv1.2';
tls.DEFAULT_MAX_VERSION = 'TLSv1.3';

lazily(() => require('./context.js'), ['checkServerIdentity', 'createSecureContext', 'SecureContext']);
lazily(() => require('./socket.js'), ['TLSSocket', 'connect']);
lazily(() => require('./server.js'), ['Server']);

tls.createServer = (options, listener) => new tls.Server(options, listener);

tls.getCiphers = () => {
  const { cipherName } = require('./context.js');
  return Array.from(internalBinding('tls').ciphers(), (name) => cipherName(name).toLowerCase()).sort();
};

let roots = null;
Object.defineProperty(tls, 'rootCertificates', {
  enumerable: true,
  configurable: false,
  get() {
    roots ??= Object.freeze(Array.from(internalBinding('tls').rootCertificates()));
    return roots;
  },
});

/** Writes a list of protocols in the form of the TLS extension. */
tls.convertALPNProtocols = (protocols, out) => {
  const { Buffer } = require('../buffer/buffer.js');
  if (Array.isArray(protocols)) {
    out.ALPNProtocols = Buffer.concat(protocols.map((name) => Buffer.concat([Buffer.from([name.length]), Buffer.from(name)])));
  } else if (ArrayBuffer.isView(protocols)) {
    out.ALPNProtocols = Buffer.from(protocols);
  }
};

tls.createSecurePair = () => {
  throw require('../errors/errors.js').unsupported('tls.createSecurePair', 'use tls.TLSSocket');
};
