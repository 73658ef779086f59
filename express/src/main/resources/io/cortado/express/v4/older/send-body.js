'use strict';

const sendBody = require('../../http/send-body');

/** The last steps of `res.send` before 4.18, where a 205 has a body like any other. */
module.exports = function sendBodyOfReset(res, chunk, encoding, setLength) {
  if (res.statusCode !== 205) return sendBody(res, chunk, encoding, setLength);
  const { end } = res;
  const own = Object.hasOwn(res, 'end');
  res.statusCode = 200;
  res.end = function (...args) {
    if (own) this.end = end;
    else delete this.end;
    if (this.statusCode === 200) this.statusCode = 205;
    return this.end(...args);
  };
  return sendBody(res, chunk, encoding, setLength);
};
