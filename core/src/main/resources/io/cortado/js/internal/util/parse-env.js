'use strict';

/** `util.parseEnv` and `process.loadEnvFile`: the text of a .env file as an object, or as variables. */

const LINE = new RegExp([
  /^[ \t]*(?:export[ \t]+)?([^\n=# \t][^\n=]*?)[ \t]*=[ \t]*/,
  // A value in quotes may go over lines; behind a quote that is not closed, the line is the value.
  /(?:"([^"]*)"|'([^']*)'|`([^`]*)`|(["'`][^\n]*)|([^\n#]*))[^\n]*$/,
].map((part) => part.source).join(''), 'gm');

function parse(content) {
  const out = {};
  for (const [, key, double, single, back, open, plain] of content.replace(/\r\n?/g, '\n').matchAll(LINE)) {
    out[key] = double !== undefined ? double.replaceAll('\\n', '\n') : single ?? back ?? (open ?? plain).trim();
  }
  return out;
}

function parseEnv(content) {
  require('../errors/validators.js').validateString(content, 'content');
  return parse(content);
}

/** The original is process.loadEnvFile(path): variables that are set stay as they are. */
function loadEnvFile(path) {
  const { codes } = require('../errors/errors.js');
  if (path !== undefined && typeof path !== 'string' && !Buffer.isBuffer(path) && !(path instanceof URL)) {
    throw new codes.ERR_INVALID_ARG_TYPE('path', ['string', 'Buffer', 'URL'], path);
  }
  const fs = require('../fs/fs.js');
  const file = path ?? '.env';
  if (fs.statSync(file, { throwIfNoEntry: false })?.isDirectory()) {
    const error = new TypeError(`Contents of '${file}' should be a valid string.`);
    error.code = 'ERR_INVALID_ARG_TYPE';
    throw error;
  }
  for (const [name, value] of Object.entries(parse(fs.readFileSync(file, 'utf8')))) process.env[name] ??= value;
}

module.exports = { parseEnv, loadEnvFile };
