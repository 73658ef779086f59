'use strict';

const lines = [];
const log = (...values) => lines.push(require('util').format(...values));
process.on('exit', () => require('fs').writeFileSync(process.env.OUT, lines.join('\n')));
const crypto = require('crypto');
const show = (value) => (Buffer.isBuffer(value) ? value.toString('hex') : value);
const t = (label, work) => {
  try {
    log(label, show(work()));
  } catch (error) {
    log(label, error.name, error.code, error.message);
  }
};
