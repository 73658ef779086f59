'use strict';

// Turns an error of the Java side into a JavaScript one, with its stable code.
module.exports = function codedError(code, message) {
  const error = new Error(message);
  if (code !== null && code !== undefined) {
    error.code = code;
  }
  return error;
};
