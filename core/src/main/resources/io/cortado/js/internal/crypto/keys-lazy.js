'use strict';

/** Tells key objects apart without loading their code: where it is not loaded there are none. */

let secret = () => undefined;

/** The bytes of a secret KeyObject or CryptoKey, or undefined for anything else. */
exports.secretOf = (key) => secret(key);

/** Called by the module that makes key objects. */
exports.register = (reader) => {
  secret = reader;
};
