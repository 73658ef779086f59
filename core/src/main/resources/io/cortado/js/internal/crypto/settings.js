'use strict';

/** What `crypto` tells and sets of the library beneath it, which here is the JDK's. */

const { codes, unsupported } = require('../errors/errors.js');
const { validateString, validateNumber } = require('../errors/validators.js');
require('./util.js');

const getCurves = () => ['prime256v1', 'secp384r1', 'secp521r1'];

const getFips = () => 0;

function setFips(val) {
  if (val) throw unsupported('crypto.setFips(true)', 'give the JVM a provider that is certified');
}

/** Engines are OpenSSL's alone. */
function setEngine(id, flags) {
  validateString(id, 'id');
  if (flags) validateNumber(flags, 'flags');
  throw new codes.ERR_CRYPTO_ENGINE_UNKNOWN(id);
}

const secureHeapUsed = () => ({ total: 0, used: 0, utilization: 0, min: 0 });

module.exports = { getCurves, getFips, setFips, setEngine, secureHeapUsed };
