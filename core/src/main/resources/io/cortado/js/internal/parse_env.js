'use strict';

/** `util.parseEnv`: the text of a .env file as an object. */

function parseEnv(content) {
  require('./validators').validateString(content, 'content');
  const out = {};
  const text = content.replace(/\r\n?/g, '\n');
  const line = /^[ \t]*(?:export[ \t]+)?([^\s#=]+)[ \t]*=[ \t]*(?:"([^"]*)"|'([^']*)'|`([^`]*)`|([^\n#]*))[^\n]*$/gm;
  for (const [, key, double, single, back, plain] of text.matchAll(line)) {
    out[key] = double !== undefined ? double.replaceAll('\\n', '\n') : single ?? back ?? plain.trim();
  }
  return out;
}

module.exports = { parseEnv };
