'use strict';

/** `process.execve`: a JVM cannot become another program, and says so when what is asked for is in order. */

const { codes, unsupported } = require('../errors/errors.js');
const { validateString, validateArray, validateObject } = require('../errors/validators.js');

function execve(execPath, args = [], env = process.env) {
  require('./warnings.js').experimental('process.execve');
  validateString(execPath, 'execPath');
  validateArray(args, 'args');
  args.forEach((each, i) => {
    if (typeof each !== 'string' || each.includes('\0')) {
      throw new codes.ERR_INVALID_ARG_VALUE(`args[${i}]`, each, 'must be a string without null bytes');
    }
  });
  validateObject(env, 'env');
  const odd = Object.entries(env).some(([name, value]) => typeof value !== 'string' || name.includes('\0') || value.includes('\0'));
  if (odd) throw new codes.ERR_INVALID_ARG_VALUE('env', env, 'must be an object with string keys and values without null bytes');
  throw unsupported('process.execve', 'start the program with child_process.spawn, and exit when it has');
}

module.exports = { execve };
