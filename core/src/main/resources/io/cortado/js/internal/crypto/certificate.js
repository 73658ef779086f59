'use strict';

/** `crypto.Certificate`: keys with a challenge, signed (SPKAC). */

const { Buffer } = require('../buffer/buffer.js');
const { keyBytes, output } = require('./util.js');
const binding = internalBinding('crypto_keys');

function verifySpkac(spkac, encoding) {
  const bytes = keyBytes(spkac, 'spkac', encoding);
  return bytes.byteLength === 0 ? '' : binding.verifySpkac(bytes);
}

function exportPublicKey(spkac, encoding) {
  const pem = binding.spkacKey(keyBytes(spkac, 'spkac', encoding));
  return pem === null ? '' : Buffer.from(pem);
}

function exportChallenge(spkac, encoding) {
  const challenge = binding.spkacChallenge(keyBytes(spkac, 'spkac', encoding));
  return challenge === null ? '' : output(challenge);
}

function Certificate() {
  if (!new.target) return new Certificate();
}

Object.assign(Certificate.prototype, { verifySpkac, exportPublicKey, exportChallenge });
Object.assign(Certificate, { exportChallenge, exportPublicKey, verifySpkac });

module.exports = { Certificate };
